"""`python -m tests.foreign.make`: writes all files anew, with what their frameworks compute; needs requirements.txt beside this.

Everything is small, so that a copy may lie in the repository and the normal tests need none of the frameworks.
"""

import shutil

from tests.foreign import from_keras, from_onnx, from_torch
from tests.foreign.common import CASES, FOLDER, write


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    write({name: version for part in (from_torch, from_keras, from_onnx) for name, version in part.make().items()})
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{len(CASES)} files, {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
