"""Makes a picture of a page small: a PNG of sixteen colours, which is enough for text and plain grounds."""

import struct
import zlib
from collections import Counter
from itertools import batched
from pathlib import Path

COLOURS = 16
MAGIC = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, ...]


def make_small(path: Path) -> None:
    """Rewrites an RGB or RGBA PNG of eight bits as one with a palette; nearest colours, no dithering."""
    width, rows, depth = _read(path.read_bytes())
    pixels = [tuple(row[at : at + 3]) for row in rows for at in range(0, len(row), depth)]
    counted: Counter[Colour] = Counter(pixels)
    palette = _palette(counted)
    nearest = {colour: min(range(len(palette)), key=lambda at: _apart(colour, palette[at])) for colour in counted}
    lines = bytearray()
    for row in batched(pixels, width):
        indexes = [nearest[pixel] for pixel in row] + [0] * (width % 2)
        lines += b"\0" + bytes(left << 4 | right for left, right in batched(indexes, 2))
    head = struct.pack(">IIBBBBB", width, len(rows), 4, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", zlib.compress(bytes(lines), 9)))
    path.write_bytes(MAGIC + b"".join(_chunk(*chunk) for chunk in (*chunks, (b"IEND", b""))))


def _palette(counted: Counter[Colour]) -> list[Colour]:
    """Colours far enough from each other, by how much of the picture they make better."""
    palette = [counted.most_common(1)[0][0]]
    distances = {colour: _apart(colour, palette[0]) for colour in counted}
    while len(palette) < COLOURS:
        worst = max(counted, key=lambda colour: distances[colour] * counted[colour] ** 0.5)
        palette.append(worst)
        distances = {colour: min(distance, _apart(colour, worst)) for colour, distance in distances.items()}
    return palette


def _apart(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _read(png: bytes) -> tuple[int, list[bytearray], int]:
    """(width, rows of bytes, bytes of a pixel)."""
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    assert png.startswith(MAGIC) and bits == 8 and kind in (2, 6) and not interlaced
    depth = 3 if kind == 2 else 4
    packed, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += size + 12
    raw, rows = zlib.decompress(packed), [bytearray(width * depth)]
    for number in range(height):
        start = number * (width * depth + 1)
        rows.append(_unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * depth]), rows[-1], depth))
    return width, rows[1:], depth


def _unfiltered(kind: int, row: bytearray, above: bytearray, depth: int) -> bytearray:
    """A row as it was before one of PNG's five filters."""
    if kind == 0:
        return row
    for at in range(len(row)):
        left = row[at - depth] if at >= depth else 0
        up = above[at]
        corner = above[at - depth] if at >= depth else 0
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        row[at] = (row[at] + guess) & 255
    return row


def _paeth(left: int, up: int, corner: int) -> int:
    near = left + up - corner
    return min((left, up, corner), key=lambda value: abs(near - value))
