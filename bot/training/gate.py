"""Whether a candidate model may take the place of the live one: message by message on the same held-out messages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb

MOST_LOST = 2.0
"""Percentage points that a group may fall."""
ALPHA = 0.05


@dataclass(frozen=True)
class Compared:
    """A group of messages (or conversations): how many the live model understood, and what the candidate changed."""

    n: int
    live: int
    lost: int
    """Understood by the live model and not by the candidate."""
    won: int
    """The other way round."""

    @property
    def candidate(self) -> int:
        """How many the candidate understood."""
        return self.live - self.lost + self.won

    def percent(self, count: int) -> float:
        """So many of the group, in percent."""
        return round(100 * count / self.n, 1)


@dataclass(frozen=True)
class Fallen:
    """A group that fell, in percent, and how likely such a fall is by chance."""

    group: str
    live: float
    candidate: float
    p: float


def compared(rows: Iterable[tuple[str, bool, bool]]) -> dict[str, Compared]:
    """The groups of rows of (group, right by the live model, right by the candidate), one row a message."""
    groups: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for group, live, candidate in rows:
        groups[group].append((live, candidate))
    return {
        group: Compared(
            n=len(pairs),
            live=sum(live for live, _ in pairs),
            lost=sum(live and not candidate for live, candidate in pairs),
            won=sum(candidate and not live for live, candidate in pairs),
        )
        for group, pairs in sorted(groups.items())
    }


def fallen(groups: Mapping[str, Compared]) -> Sequence[Fallen]:
    """Groups that fell by more than MOST_LOST points and significantly; none: the candidate may be released.

    A significant fall is one of the exact McNemar test, one-sided, because only a fall matters.
    """
    found = []
    for group, each in groups.items():
        p = mcnemar(each.lost, each.won)
        if 100 * (each.live - each.candidate) / each.n > MOST_LOST and p < ALPHA:
            found.append(Fallen(group, each.percent(each.live), each.percent(each.candidate), p))
    return found


def mcnemar(lost: int, won: int) -> float:
    """The probability of at least so many losses if losing and winning were equally likely (exact, one-sided)."""
    both = lost + won
    return float(sum(comb(both, count) for count in range(lost, both + 1)) / 2**both)
