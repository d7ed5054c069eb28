"""What the knowledge base knows about one procedure: the typed form of a file in ``procedures/catalog``.

A record is names, codes, and sections of dated rows. Every row may say from which day to which day it holds (both
included, None = open), for whom (``when``), on which legal documents it rests (``basis``: titles of ``_laws.yml``) and
where it was read (``sources``: keys of ``_sources.yml``).
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from procedures.base import Channel as Channel
from procedures.base import ForWhom, Group, Occasion
from procedures.base import Slug as Slug
from procedures.base import Strict as Strict
from procedures.base import Words as Words
from procedures.guides.model import Guide

MOST_DONG, LONGEST = 1_000_000_000, 3650
"""A fee or a time limit beyond was mistyped."""


class When(Strict):
    """For whom or how a row holds; an empty condition holds for everyone. All that is said must be true at once.

    ``procedures/conditions.py`` reads it.
    """

    channel: Channel | None = None
    age_from: int | None = None
    """Years, from that birthday on."""
    age_under: int | None = None
    """Years, before that birthday."""
    for_whom: ForWhom | None = None
    groups: tuple[Group, ...] = ()
    """Any one of them is enough."""
    level: int | None = None
    """Level of the VNeID account, 1 or 2."""
    province: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")] | None = None
    """Today's province, by its key of ``procedures/text/provinces.json``."""
    occasion: Occasion | None = None
    more: bool = False
    """The condition in words asks for more than can be told here: the row may be ruled out, never holds for sure."""


class Row(Strict):
    """What all rows share. ``text`` is a whole sentence or phrase that a citizen can read on its own."""

    text: Words
    when: When | None = None
    condition: Words | None = None
    """The condition in words, needed where ``when`` is given: "nộp trực tuyến", "học sinh, sinh viên"."""
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    certain: bool = True
    """False where sources conflict or none was found: ``text`` then says so, and where to ask."""

    @model_validator(mode="after")
    def _sound(self) -> "Row":
        if self.from_ and self.to and self.to < self.from_:
            raise PydanticCustomError("to_before_from", "`to` lies before `from`")
        if self.when and not self.condition:
            raise PydanticCustomError("when_without_words", "a row with `when` needs the same in words, as `condition`")
        return self

    def in_force(self, on: date) -> bool:
        """Whether the row holds on that day."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)


class Name(Strict):
    """A name in force for a time; the first that holds on a day is the name of that day."""

    vi: str
    en: str
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None


class Code(Strict):
    """A national code; ``old`` ones are recognised and lead here, but no link is made from them."""

    code: Annotated[str, StringConstraints(pattern=r"^[1-3]\.\d{6}$")]
    level: Literal["commune", "province", "ministry", "app"] | None = None
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    old: bool = False


class Aliases(Strict):
    """Other names as people say them, with or without diacritics; matching is on folded text."""

    vi: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Document(Row):
    """A paper or datum to hand in. ``reused_from``: the data base where the office must look it up itself."""

    copies: int | None = None
    kind: Literal["original", "certified_copy", "copy", "scan", "data", "show"] | None = None
    form: str | None = None
    reused_from: Words | None = None


class Form(Row):
    """A form by its number, e.g. CT01; ``text`` is its title."""

    code: str | None = None


class Step(Row):
    """One step; the order in the file is the order of doing. ``channel`` is required."""

    channel: Channel


class Fee(Row):
    """A fee in đồng. ``amount`` None with kind ``unpublished``: no amount is published, which does not mean free."""

    amount: int | None = Field(default=None, ge=0, le=MOST_DONG)
    unit: Words | None = None
    kind: Literal["full", "reduced", "exempt", "extra", "unpublished", "varies"] = "full"

    @model_validator(mode="after")
    def _amount_fits(self) -> "Fee":
        if (self.kind in ("unpublished", "varies")) != (self.amount is None):
            raise PydanticCustomError(
                "amount_fits",
                "`amount` is left out exactly where the fee is unpublished or varies; exempt is amount 0",
            )
        return self


class TimeLimit(Row):
    """How long it takes; ``value`` None where no number is published."""

    value: int | None = Field(default=None, ge=1, le=LONGEST)
    unit: Literal["working_days", "days", "working_hours", "hours", "at_once"] | None = None
    stage: Literal["result", "acceptance", "supplement", "deadline"] = "result"
    """``deadline`` is the citizen's own: register a birth within 60 days."""


class Place(Row):
    """A kind of office or an app, never an address that we do not hold."""

    channel: Channel | None = None
    url: str | None = None


class Result(Row):
    """What the citizen gets; ``valid`` says for how long."""

    valid: Words | None = None


class Problem(Row):
    """Something that goes wrong (``text``), and what to do about it.

    ``says``: what people write who have it, with diacritics; its words may stand a little apart in the message.
    """

    remedy: Words
    says: tuple[str, ...] = ()


class Record(Strict):
    """One procedure, a variant, or a family's common page. Sections a variant leaves out come from its parent."""

    slug: Slug
    family: Slug
    inherits_from: Slug | None = None
    fact_sheet_id: str
    names: tuple[Name, ...] = Field(min_length=1)
    aliases: Aliases = Aliases()
    short_names: tuple[str, ...] = ()
    """Names understood only while the talk is about this family: "số 1"."""
    codes: tuple[Code, ...] = ()
    differs: Words | None = None
    """One line: how this one differs from its neighbours, shown where a citizen must choose."""
    summary: Words
    agency: Words
    field: Words
    """The field it is sorted under: "Cư trú", "Hộ tịch"."""
    checked_on: date
    check_by: date
    related: tuple[Slug, ...] = ()
    eligibility: tuple[Row, ...] | None = None
    documents: tuple[Document, ...] | None = None
    forms: tuple[Form, ...] | None = None
    steps: tuple[Step, ...] | None = None
    fees: tuple[Fee, ...] | None = None
    times: tuple[TimeLimit, ...] | None = None
    places: tuple[Place, ...] | None = None
    results: tuple[Result, ...] | None = None
    legal_basis: tuple[Row, ...] | None = None
    """``text`` is what the document settles; its title stands in ``basis``."""
    problems: tuple[Problem, ...] | None = None
    mistakes: tuple[Row, ...] | None = None
    warnings: tuple[Row, ...] | None = None
    guide: Guide | None = None
    """Questions that lead a citizen to what to do; a variant has its own or none."""


SECTIONS = (
    "eligibility", "documents", "forms", "steps", "fees", "times", "places", "results", "legal_basis", "problems",
    "mistakes", "warnings",
)  # fmt: skip


class Law(Strict):
    """A legal document of the register ``_laws.yml``."""

    title: str
    about: Words
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    replaces: tuple[str, ...] = ()
    url: str | None = None


class Source(Strict):
    """Where a fact was read, register ``_sources.yml``; ``read`` says when, as the fact sheet has it."""

    key: str
    title: Words
    read: str


class Notice(Row):
    """Something dated that matters to several procedures: a waiver, a new rule, an app that is down."""

    id: Slug
    slugs: tuple[Slug, ...] = ()
    topics: tuple[str, ...] = ()


class Contact(Strict):
    """A hotline. ``hours`` None: we do not know them, and say so."""

    id: Slug
    title: Words
    phone: str
    hours: Words | None = None
    sources: tuple[str, ...] = ()


class Family(Strict):
    """A family without a page of its own: it answers by asking which of its procedures is meant."""

    family: Slug
    names: Words
    aliases: tuple[str, ...] = ()
