"""Every way through a guide."""

from collections.abc import Iterator

from procedures.guides.model import Guide
from procedures.guides.walk import Walk, answer, start


def paths(guide: Guide) -> Iterator[Walk]:
    """A finished walk for each path, depth first."""
    todo = [start(guide)]
    while todo:
        walk = todo.pop()
        if walk.question is None:
            yield walk
        else:
            todo += [answer(walk, option.id) for option in reversed(walk.question.options)]


def one_each(guide: Guide) -> dict[str, Walk]:
    """One path for each outcome."""
    found: dict[str, Walk] = {}
    for walk in paths(guide):
        assert walk.outcome
        found.setdefault(walk.outcome.id, walk)
    return found
