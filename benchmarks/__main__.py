"""`python -m benchmarks core | playground | gradients | code | gallery | crowd`: measure, print, and keep the table beside this file."""

import os
import sys

# One thread for every library, decided before any of them is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["core"]:
        from benchmarks import core

        core.main()
    elif arguments[:1] == ["playground"]:
        from benchmarks import playground

        playground.main(arguments[1:])
    elif arguments[:1] == ["code"]:
        from benchmarks import code

        code.main(arguments[1:])
    elif arguments[:1] == ["gradients"]:
        from benchmarks import gradients

        gradients.main(arguments[1:])
    elif arguments[:1] == ["gallery"]:
        from benchmarks import gallery

        gallery.main(arguments[1:])
    elif arguments[:1] == ["crowd"]:
        from benchmarks import crowd

        crowd.main(arguments[1:])
    elif arguments[:1] == ["story"]:
        from benchmarks import story

        story.main(arguments[1:])
    else:
        raise SystemExit("usage: python -m benchmarks core | playground | gradients | code | gallery | crowd | story")


if __name__ == "__main__":
    main(sys.argv[1:])
