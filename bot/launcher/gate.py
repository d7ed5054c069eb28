"""Whether a candidate model may take the place of the live one: message by message on the same held-out messages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

MOST_LOST = 2.0
"""Percentage points that a topic may fall."""
ALPHA = 0.05


@dataclass(frozen=True)
class Fallen:
    """A group (a topic, as written or without diacritics) that fell, in percent, and how likely that is by chance."""

    group: str
    live: float
    candidate: float
    p: float


def fallen(rows: Sequence[tuple[str, bool, bool]]) -> list[Fallen]:
    """Groups that fell by more than MOST_LOST points and significantly; none: the candidate may be released.

    Each row is (group, right by the live model, right by the candidate) for one message. A significant fall is one of
    the exact McNemar test, one-sided, because only a fall matters.
    """
    groups: Mapping[str, list[tuple[bool, bool]]] = _grouped(rows)
    found = []
    for group, pairs in sorted(groups.items()):
        live, candidate = (100 * sum(pair[which] for pair in pairs) / len(pairs) for which in (0, 1))
        p = mcnemar(sum(old and not new for old, new in pairs), sum(new and not old for old, new in pairs))
        if live - candidate > MOST_LOST and p < ALPHA:
            found.append(Fallen(group, round(live, 1), round(candidate, 1), p))
    return found


def mcnemar(lost: int, won: int) -> float:
    """The probability of at least so many losses if losing and winning were equally likely (exact, one-sided)."""
    both = lost + won
    return float(sum(comb(both, count) for count in range(lost, both + 1)) / 2**both)


def _grouped(rows: Sequence[tuple[str, bool, bool]]) -> dict[str, list[tuple[bool, bool]]]:
    groups: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for group, live, candidate in rows:
        groups[group].append((live, candidate))
    return groups
