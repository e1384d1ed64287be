"""python -m rnn_core.train.data FAMILY      builds the data of one family of the gallery; see requirements-data.txt"""

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    families = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if len(sys.argv) != 2 or sys.argv[1] not in families:
        sys.exit(f"python -m rnn_core.train.data FAMILY, where FAMILY is one of {', '.join(families) or 'none yet'}")
    import_module(f"rnn_core.train.data.{sys.argv[1]}").build()


if __name__ == "__main__":
    main()
