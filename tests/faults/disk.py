"""A small disk of its own, filled and freed. It needs the right to mount one."""

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 160
PIECE = 1 << 16
FILLER = "filler"


class NoDisk(Exception):
    """Raised where this process may not mount a disk."""


@contextmanager
def small_disk(at: Path, megabytes: int = MEGABYTES) -> Iterator[Path]:
    """A disk of that size, gone afterwards. Raises NoDisk."""
    at.mkdir(parents=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "faults", str(at)], capture_output=True, check=False
    )
    if made.returncode:
        raise NoDisk(made.stderr.decode("utf-8", "replace").strip())
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=False)


def fill(disk: Path) -> None:
    """Leaves no byte free."""
    with (disk / FILLER).open("ab", buffering=0) as file:
        piece = PIECE
        while piece:
            try:
                file.write(b"\0" * piece)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                piece //= 2


def free(disk: Path) -> None:
    """Gives the space back."""
    (disk / FILLER).unlink(missing_ok=True)
