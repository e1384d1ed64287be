"""Data that may be used but is not repeated here: fetched from the package index it is published on, once.

    archive = fetch("vaderSentiment", "0.5", sha256="5d97c37f…")     # a path in ~/.cache/unrolled, or $UNROLLED_CACHE

pip brings it, so that a mirror or proxy that pip is told of serves here, too; it checks the sum before it opens anything.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path


class Unreachable(RuntimeError):
    """The archive is not in the cache and the index did not give it."""


def cache() -> Path:
    return Path(os.environ.get("UNROLLED_CACHE") or Path.home() / ".cache" / "unrolled")


def fetch(package: str, version: str, *, sha256: str) -> Path:
    """The source archive of a package; from the cache when it is there and unspoiled."""
    for kept in sorted(cache().glob(f"{package}-{version}.*")):
        if _sum(kept) == sha256:
            return kept
    with tempfile.TemporaryDirectory() as folder:
        found = _downloaded(package, version, sha256, Path(folder))
        if _sum(found) != sha256:
            raise Unreachable(f"{found.name} is not the file it should be (sha256 {_sum(found)}, expected {sha256})")
        cache().mkdir(parents=True, exist_ok=True)
        kept = cache() / found.name
        waiting = kept.with_name(f".{os.getpid()}-{found.name}")  # two fetching at once each move a whole file
        waiting.write_bytes(found.read_bytes())
        waiting.replace(kept)
    return kept


def _downloaded(package: str, version: str, sha256: str, folder: Path) -> Path:
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{package}=={version} --hash=sha256:{sha256}\n")
    done = subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--no-deps", "--no-binary", ":all:",
                           "--require-hashes", "-r", str(wanted), "-d", str(folder / "found")], capture_output=True, text=True)
    found = [path for path in (folder / "found").glob("*") if path.is_file()] if (folder / "found").exists() else []
    if done.returncode or len(found) != 1:
        reason = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise Unreachable(f"{package} {version} could not be fetched ({reason}). It is needed once: go online, or put its source "
                          f"archive into {cache()}.")
    return found[0]


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
