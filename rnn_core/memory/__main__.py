"""python -m rnn_core.memory                 trains the grid of grid.json anew: 3 tasks, 5 networks, 5 delays, 3 seeds
python -m rnn_core.memory --only NETWORK  trains one network's column (or several's); the others are kept"""

import argparse
import os
import sys
import time

from rnn_core.memory import VARIANTS, grid


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rnn_core.memory", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=tuple(VARIANTS), default=[], metavar="NETWORK",
                        help="; ".join(VARIANTS))
    only = parser.parse_args().only
    grid.write(lambda line: print(line, file=sys.stderr, flush=True), time.process_time, only=only)


if __name__ == "__main__":
    if "OMP_NUM_THREADS" not in os.environ:  # NumPy is loaded already: begin anew, with one thread for its BLAS
        os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        os.execv(sys.executable, [sys.executable, "-m", "rnn_core.memory", *sys.argv[1:]])
    main()
