"""Two charts as SVG that take their colours from the page: bars of shares with intervals, and reliability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

Share = Mapping[str, float | int]

LABEL = 170
PLOT = 460
WIDTH = LABEL + PLOT + 70
BAR = 12
GAP = 12
SQUARE = 260


@dataclass(frozen=True)
class Bar:
    """One row: ours, the stock pipeline's where it was measured, and the share that is aimed at."""

    label: str
    ours: Share
    stock: Share | None = None
    target: float | None = None


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 100 %; a thin line is the 95 % interval, a tick the aim."""
    parts, at = [], 8
    for row in rows:
        top = at
        parts.append(_text(LABEL - 10, top + (BAR * 2 if row.stock else BAR) / 2 + 4, row.label, "end"))
        for name, share in (("ours", row.ours), ("stock", row.stock)):
            if share is not None:
                parts.append(_bar(name, row.label, share, at))
                at += BAR + 2
        if row.target is not None:
            said = f"<title>aim: {row.target:g} %</title>"
            parts.append(_line("aim", _x(row.target), top - 3, at + 1, said))
        at += GAP
    height = at + 22
    grid = [
        _line("grid", _x(mark), 0, at) + _text(_x(mark), at + 16, f"{mark} %", "middle")
        for mark in (0, 25, 50, 75, 100)
    ]
    return _svg(title, WIDTH, height, [*grid, *parts])


def reliability(title: str, bins: Sequence[Mapping[str, float | int]]) -> str:
    """How often topics were right (up) where the model was so sure (across); the diagonal is perfect."""
    most = max((bin["of"] for bin in bins), default=1)
    left, size = 46, SQUARE
    parts = [f'<line class="aim" x1="{left}" y1="{size + 8}" x2="{left + size}" y2="8"/>']
    for mark in (0, 50, 100):
        parts.append(_text(left - 8, 12 + size * (1 - mark / 100), f"{mark} %", "end"))
        parts.append(_text(left + size * mark / 100, size + 26, f"{mark} %", "middle"))
    for bin in bins:
        x, y = left + size * bin["confidence"], 8 + size * (1 - bin["right"])
        told = f"sure {100 * bin['confidence']:.0f} %, right {100 * bin['right']:.0f} %, {bin['of']} messages"
        radius = 3 + 9 * (bin["of"] / most) ** 0.5
        parts.append(f'<circle class="ours" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{told}</title></circle>')
    frame = f'<rect class="frame" x="{left}" y="8" width="{size}" height="{size}"/>'
    return _svg(title, left + size + 20, size + 36, [frame, *parts])


def _bar(name: str, label: str, share: Share, at: float) -> str:
    middle, end = at + BAR / 2, _x(share["percent"])
    said = f"{label}, {name}: {share['percent']:.1f} % ({share['low']:.1f}–{share['high']:.1f}) of {share['of']}"
    return (
        f'<g><title>{escape(said)}</title><rect class="{name}" x="{LABEL}" y="{at}" width="{end - LABEL:.1f}" '
        f'height="{BAR}" rx="2"/><line class="interval" x1="{_x(share["low"]):.1f}" x2="{_x(share["high"]):.1f}" '
        f'y1="{middle}" y2="{middle}"/></g>' + _text(_x(100) + 8, middle + 4, f"{share['percent']:.1f}", "start")
    )


def _x(percent: float) -> float:
    return round(LABEL + PLOT * percent / 100, 1)


def _line(name: str, x: float, top: float, bottom: float, inside: str = "") -> str:
    return f'<line class="{name}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}">{inside}</line>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(title: str, width: float, height: float, parts: Sequence[str]) -> str:
    head = f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}">'
    return f"{head}{''.join(parts)}</svg>"
