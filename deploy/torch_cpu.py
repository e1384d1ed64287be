"""torch's CPU build, before all the rest is installed: `python deploy/torch_cpu.py`, or what `make run` begins with.

On Linux PyPI's torch is a build for NVIDIA cards, several gigabytes with its libraries; the CPU build is 190 MB.
Where there is no such card, the CPU build is taken from PyTorch's own index, or from wherever pip is configured to
look; where it is not to be had within some seconds, nothing happens, and PyPI's comes with requirements.txt.  Never
an error: the app does without torch.
"""

import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

INDEX = "https://download.pytorch.org/whl/cpu"
PATIENCE = 10  # seconds in all until the index has answered; pip alone would try every address for as long as it may
PINNED = re.findall(r"^torch==(\S+)", (Path(__file__).parents[1] / "requirements.txt").read_text(), re.MULTILINE)[0]


def installed() -> bool:
    try:
        return version("torch").split("+")[0] == PINNED
    except PackageNotFoundError:
        return False


def nvidia() -> bool:
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None


def pip(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]


def offered(index: str) -> str:
    """The versions that pip finds, the index's among them; "" when that takes too long."""
    command = pip("index", "versions", "torch", "--index-url", index, "--retries", "0", "--timeout", "5")
    try:
        return subprocess.run(command, text=True, capture_output=True, timeout=PATIENCE).stdout
    except subprocess.TimeoutExpired:
        return ""


def main(index: str = INDEX) -> None:
    if sys.platform != "linux" or installed() or nvidia():
        return
    print(f"No NVIDIA card: looking for torch's CPU build (190 MB) at {index}", flush=True)
    build = f"{PINNED}+cpu"
    # Its needs come with the rest, from PyPI: the index has old versions of them.
    install = pip("install", "--no-deps", "--index-url", index, f"torch=={build}")
    if build not in offered(index) or subprocess.run(install).returncode:
        print("It is not to be had there now: PyPI's build will be taken, several gigabytes.", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
