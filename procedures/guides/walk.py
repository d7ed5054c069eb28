"""The way of one citizen through a guide: plain values in, plain values out, nothing stored here.

Answers are kept by question, so that changing an early one keeps the later ones that still apply.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from procedures.facts import Facts
from procedures.guides.model import Guide, Option, Outcome, Question


class NoSuchAnswer(ValueError):
    """A question or an option that the guide does not have."""


@dataclass(frozen=True)
class Step:
    """One question on the way, and its answer."""

    question: Question
    option: Option


@dataclass(frozen=True)
class Walk:
    """Where somebody stands. ``answers``: option by question, also those given on a path left since."""

    guide: Guide
    answers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def path(self) -> tuple[Step, ...]:
        """The questions answered, in order."""
        return tuple(self._follow())

    @property
    def question(self) -> Question | None:
        """The question to ask now; None at an outcome."""
        return self.guide.question(self._next)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome reached; None before."""
        return self.guide.outcome(self._next)

    @property
    def number(self) -> int:
        """The number of the question to ask now, from 1."""
        return len(self.path) + 1

    @property
    def of(self) -> int:
        """How many questions it can still become, with those answered."""
        return len(self.path) + longest(self.guide, self._next)

    @property
    def facts(self) -> Facts:
        """What the answers on the path say about the case; a later answer goes before an earlier one."""
        parts = [step.option.facts for step in self.path] + ([self.outcome.facts] if self.outcome else [])
        told: dict[str, object] = {}
        for part in parts:
            told |= part.model_dump(exclude_defaults=True, exclude={"groups"})
        return Facts.from_json({**told, "groups": [group for part in parts for group in part.groups]})

    @property
    def _next(self) -> str:
        return self.path[-1].option.next if self.path else self.guide.questions[0].id

    def _follow(self) -> Iterator[Step]:
        question = self.guide.questions[0]
        while True:
            option = question.option(self.answers.get(question.id, ""))
            if option is None:
                return
            yield Step(question, option)
            following = self.guide.question(option.next)
            if following is None:
                return
            question = following


def start(guide: Guide) -> Walk:
    """At the first question."""
    return Walk(guide)


def answer(walk: Walk, option: str) -> Walk:
    """The question of now answered. Raises NoSuchAnswer at an outcome and for an option that the question lacks."""
    question = walk.question
    if question is None or question.option(option) is None:
        raise NoSuchAnswer(option)
    return replace(walk, answers={**walk.answers, question.id: option})


def back(walk: Walk) -> Walk:
    """The last answer taken back; at the first question the same walk."""
    return unanswered(walk, walk.path[-1].question.id) if walk.path else walk


def change(walk: Walk, question: str, option: str) -> Walk:
    """Another answer to a question; later answers that still apply stay. Raises NoSuchAnswer."""
    asked = walk.guide.question(question)
    if asked is None or asked.option(option) is None:
        raise NoSuchAnswer(f"{question}: {option}")
    return replace(walk, answers={**walk.answers, question: option})


def unanswered(walk: Walk, question: str) -> Walk:
    """The walk at that question again, later answers kept for after it."""
    return replace(walk, answers={id: option for id, option in walk.answers.items() if id != question})


def longest(guide: Guide, id: str) -> int:
    """The questions on the longest path from a question (counted) or an outcome (0)."""
    question = guide.question(id)
    return 1 + max(longest(guide, option.next) for option in question.options) if question else 0
