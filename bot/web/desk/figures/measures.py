"""What is counted, and how times are put into classes from which a median is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MEASURES = (
    "conversations", "messages", "talks", "solved", "outcomes", "topics", "stars", "thumbs",
    "handovers", "asked_for", "closed_for", "waits", "gave_up", "handling", "call_backs", "calls",
)  # fmt: skip
"""Each is counted on the day on which it happened in Vietnam; words of what it means: ``figures.measure.*``.

conversations  begun
messages       of citizens
talks          ended, with at least one message of the citizen
solved         talks without a person asked for or coming, whose last answer was none that failed, without a thumb down
outcomes       turns, by outcome
topics         answers, by topic; the procedure is the answer's own
stars, thumbs  by number of stars; up and down
handovers      by kind (``handovers.kind``); «asked» also where nobody could come
asked_for, closed_for  by reason
waits          that ended with a person: seconds; ``gave_up``: those that did not
handling       by people, until given back or closed, without time back in the queue: seconds
call_backs     left, done, dropped
calls          of phone mode, by reason: seconds
"""
PERSON = ("asked", "taken")
"""Changes after which the bot has not solved it alone."""
FAILED = ("unanswerable_", "error_")
"""How outcomes begin of answers that gave nothing."""
BOUNDS = (15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14400, 28800)
"""Upper bounds of classes, in seconds."""
MORE = "more"
"""The class above the last bound."""


@dataclass(frozen=True)
class Key:
    """What a figure is about; empty strings and 0: not split that way."""

    measure: str
    slug: str = ""
    detail: str = ""
    team_id: int = 0


@dataclass
class Figure:
    """How many, what they come to together (seconds, stars), and how many in each class of time."""

    count: int = 0
    total: float = 0.0
    spread: dict[str, int] = field(default_factory=dict)

    def add(self, count: int, total: float = 0.0, spread: Mapping[str, int] | None = None) -> None:
        """Counts more."""
        self.count += count
        self.total += total
        for name, number in (spread or {}).items():
            self.spread[name] = self.spread.get(name, 0) + number

    def time(self, seconds: float) -> None:
        """One more that took so long."""
        self.add(1, max(0.0, seconds), {class_of(seconds): 1})

    @property
    def mean(self) -> float | None:
        """None where nothing was counted."""
        return self.total / self.count if self.count else None

    def quantile(self, share: float) -> str | None:
        """The class that the share of all times reaches into: its upper bound in seconds, or MORE; None without any."""
        wanted, seen = share * sum(self.spread.values()), 0
        for name in CLASSES:
            seen += self.spread.get(name, 0)
            if seen and seen >= wanted:
                return name
        return None


CLASSES = (*(str(bound) for bound in BOUNDS), MORE)
Figures = dict[Key, Figure]


def class_of(seconds: float) -> str:
    """The class of a time."""
    return next((str(bound) for bound in BOUNDS if seconds <= bound), MORE)


def merged(parts: Iterable[Figures]) -> Figures:
    """All of them as one."""
    whole: Figures = {}
    for part in parts:
        for key, figure in part.items():
            whole.setdefault(key, Figure()).add(figure.count, figure.total, figure.spread)
    return whole
