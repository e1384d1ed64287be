"""python -m rnn_core.memory      trains the grid of grid.json anew: three tasks, four networks, five delays, three seeds"""

import sys
import time

from rnn_core.memory import grid


def main() -> None:
    grid.write(lambda line: print(line, file=sys.stderr, flush=True), time.process_time)


if __name__ == "__main__":
    main()
