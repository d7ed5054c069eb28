"""Sizes of the pictures, so that the page keeps its place while they load."""

import struct
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "static"


def name_of(folder: str, picture: str, screen: str) -> str:
    """The file of a picture of a book, for a ``wide`` screen or a ``phone``."""
    return f"{folder}/{picture}-{screen}.png"


@cache
def size(folder: str, picture: str, screen: str) -> tuple[str, int, int]:
    """Its file, width and height. Raises OSError where there is none."""
    name = name_of(folder, picture, screen)
    width, height = struct.unpack(">II", (FOLDER / name).read_bytes()[16:24])
    return name, width, height
