"""Answers as an address: option ids only, so nothing personal stands in a link."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from procedures.guides.model import Guide
from procedures.guides.walk import Walk

MOST = 40
"""Answers read from one address."""


def link(slug: str, walk: Walk) -> str:
    """The page of the guide with the answers on the path: ``/thu-tuc/<slug>/huong-dan?a=question:option&a=…``."""
    query = urlencode([("a", pair) for pair in pairs(walk)], safe=":")
    return f"/thu-tuc/{slug}/huong-dan" + (f"?{query}" if query else "")


def pairs(walk: Walk) -> list[str]:
    """``question:option`` for each answer on the path."""
    return [f"{step.question.id}:{step.option.id}" for step in walk.path]


def read(guide: Guide, given: Iterable[str]) -> Walk:
    """The walk of such pairs; what the guide does not hold (an old link, a slip) is left out, and asked again."""
    answers = dict(pair.split(":", 1) for pair in list(given)[:MOST] if ":" in pair)
    return Walk(guide, known(guide, answers))


def known(guide: Guide, answers: Mapping[str, str]) -> dict[str, str]:
    """Those of the answers that the guide still holds."""
    return {
        question.id: answers[question.id]
        for question in guide.questions
        if question.id in answers and question.option(answers[question.id])
    }
