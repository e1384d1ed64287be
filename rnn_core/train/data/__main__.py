"""python -m rnn_core.train.data FAMILY      builds the data of one family of the gallery (needs requirements-data.txt)"""

import argparse
from importlib import import_module
from pathlib import Path

FAMILIES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_") and path.stem != "abc")

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m rnn_core.train.data", description=__doc__)
    parser.add_argument("family", choices=FAMILIES)
    print(import_module(f"rnn_core.train.data.{parser.parse_args().family}").build())
