"""A guide as data: a tree of questions in a record (``guide:``), each path of which ends in an outcome.

An outcome copies nothing of the law: it names a procedure, and its papers, fee, places, times and steps are looked up
there, narrowed by the answers.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from procedures.base import Channel, ForWhom, Group, Occasion, Slug, Strict, Words
from procedures.guides.check import mistakes

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)]
"""Id of a question, an option or an outcome, as it stands in links."""
Reads = Literal["choice", "yes_no", "age", "days", "province"]


class Told(Strict):
    """What an answer says about the citizen, in the values of ``procedures.record.When``.

    ``age`` stands for a whole band of ages: any in it, as nothing in a record may change inside a band.
    """

    channel: Channel | None = None
    age: int | None = None
    for_whom: ForWhom | None = None
    groups: tuple[Group, ...] = ()
    level: int | None = None
    province: str | None = None
    occasion: Occasion | None = None


class Option(Strict):
    """One answer. ``says``: other words for it; a question that reads numbers gives each option its band."""

    id: Key
    title: Words
    says: tuple[str, ...] = ()
    next: Key
    """The question asked next, or the outcome."""
    facts: Told = Told()
    from_: int | None = Field(default=None, alias="from")
    under: int | None = None
    """The band, ``under`` not included: years of age, or days since the day named. Both None = all the rest."""


class Question(Strict):
    """One question. ``reads``: what a typed answer is searched for besides the words of the options."""

    id: Key
    text: Words
    short: Words
    """What it asks about, as in «change the answer about …»."""
    help: Words | None = None
    reads: Reads = "choice"
    options: tuple[Option, ...] = Field(min_length=2)

    def option(self, id: str) -> Option | None:
        """The option of that id."""
        return next((option for option in self.options if option.id == id), None)


class Outcome(Strict):
    """Where a path ends. ``text`` says what the law asks for; it never says that somebody qualifies."""

    id: Key
    title: Words
    procedure: Slug
    text: Words
    facts: Told = Told()
    leave_out: tuple[str, ...] = ()
    """Conditions in words (Vietnamese, as in the procedure's rows) that do not hold on the way here."""


class Names(Strict):
    """Phrases that start the guide, with or without diacritics."""

    vi: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)


class Guide(Strict):
    """The whole tree; the first question is asked first."""

    title: Words
    names: Names
    questions: tuple[Question, ...] = Field(min_length=1)
    outcomes: tuple[Outcome, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> "Guide":
        found = mistakes(self)
        if found:
            raise PydanticCustomError("guide", "{why}", {"why": "; ".join(map(str, found)), "mistakes": found})
        return self

    def question(self, id: str) -> Question | None:
        """The question of that id."""
        return next((question for question in self.questions if question.id == id), None)

    def outcome(self, id: str) -> Outcome | None:
        """The outcome of that id."""
        return next((outcome for outcome in self.outcomes if outcome.id == id), None)
