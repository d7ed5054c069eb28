"""A site's own accent colour as a style sheet; made darker or lighter until it can be read (WCAG 2.2, 1.4.3)."""

import re

COLOUR = re.compile(r"[0-9a-f]{6}")
"""A colour of an address: six hexadecimal digits, no sign before them."""
LIGHT = ("ffffff", "eef2f5", "dcebf5")
DARK = ("1a242c", "10171d", "1d3a4d")
"""Grounds of base.css and dark.css that the accent is written on."""
ENOUGH = 4.5
"""Contrast that text needs."""
_DARK_MEDIA = "@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {0} }} }}\n"


def style_sheet(accent: str) -> str:
    """The accent and the colour of words upon it, for light and dark. ``accent`` must fit COLOUR."""
    light, dark = _variables(accent, LIGHT, "000000"), _variables(accent, DARK, "ffffff")
    return f":root {{ {light} }}\n" + _DARK_MEDIA.format(dark) + f":root[data-theme=dark] {{ {dark} }}\n"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _variables(accent: str, grounds: tuple[str, ...], towards: str) -> str:
    mixed = accent
    for share in range(101):
        mixed = _mix(accent, towards, share / 100)
        if all(contrast(mixed, ground) >= ENOUGH for ground in grounds):
            break
    upon = max(("ffffff", "000000"), key=lambda words: contrast(words, mixed))
    return f"--accent: #{mixed}; --on-accent: #{upon};"


def _mix(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (0, 2, 4))
