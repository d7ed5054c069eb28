"""What the parts print: on the screen with the part's name before each line, and in bounded files."""

import os
import sys
from collections.abc import Callable
from io import RawIOBase
from pathlib import Path
from typing import Self

from bot.launcher.errors import system_sentence

WIDTH = 8
LARGEST = 5_000_000
"""Bytes after which a log becomes ``<name>.log.1``, replacing the one before."""


def say(text: str, name: str = "mot-cua") -> None:
    """Prints one line of a part, whole and at once."""
    try:
        print(f"{name:<{WIDTH}}│ {text}", flush=True)
    except BrokenPipeError:
        # Whoever read us has gone (`make run | head`); the bot itself goes on.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to our end


class PartLog:
    """The log of one part: a file in the log folder, and the screen."""

    def __init__(
        self, folder: Path, name: str, largest: int = LARGEST, hear: Callable[[str], bool] | None = None
    ) -> None:
        """``hear`` gets each line first; where it gives True, the line was meant for it alone."""
        folder.mkdir(parents=True, exist_ok=True)
        self._name = name
        self._path = folder / f"{name}.log"
        self._largest = largest
        self._hear = hear
        self._file: RawIOBase | None = self._path.open("ab", buffering=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def line(self, raw: bytes) -> None:
        """Takes one line as the part printed it; a full disk ends the file, not the bot."""
        text = raw.decode("utf-8", "replace").rstrip()
        if self._hear and text and self._hear(text):
            return
        if text:
            say(text, self._name)
        if self._file is None:
            return
        try:
            self._file.write(raw if raw.endswith(b"\n") else raw + b"\n")
            if self._file.tell() > self._largest:
                self._turn_over()
        except OSError as error:
            self._file.close()
            self._file = None
            say(f"{system_sentence(error)} The log of {self._name} is no longer written.")

    def _turn_over(self) -> None:
        if self._file:
            self._file.close()
        self._path.replace(self._path.with_suffix(".log.1"))
        self._file = self._path.open("ab", buffering=0)
