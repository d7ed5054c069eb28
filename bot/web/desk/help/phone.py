"""Phone mode: from half a sentence of a caller to the procedure, and what holds for their own case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from bot.web.desk.help.known import Known
from bot.web.desk.help.spoken import Spoken, spoken
from bot.web.desk.help.suggest import made_of, name_of, procedures, readings
from bot.web.desk.help.toggles import Toggles, facts_of, toggles
from bot.web.understood import Understood
from procedures import case
from procedures.answers.guide_outcome import outcome
from procedures.answers.page import Page
from procedures.answers.told import all_told
from procedures.answers.told import case as case_in_words
from procedures.facts import Facts
from procedures.guides.find import guide_for
from procedures.guides.link import link, read
from procedures.guides.model import Question
from procedures.guides.walk import Walk
from procedures.lookup import InForce, LookupFailed, in_force, members
from procedures.payload import Payload

MOST = 8
"""Procedures offered."""


@dataclass(frozen=True)
class Asked:
    """The form as it was sent. ``seen``: words that were looked up before; facts of the form go before them."""

    words: str = ""
    seen: str = ""
    slug: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    groups: Sequence[str] = ()
    answers: Sequence[str] = ()
    """Pairs ``question:option`` of the guide."""
    guided: bool = False
    lang: str = "vi"

    @property
    def anew(self) -> bool:
        """Whether there are words that were not looked up yet."""
        return bool(self.words) and self.words != self.seen


@dataclass(frozen=True)
class Led:
    """The guide with the caller: the question to read out now, or the outcome."""

    slug: str
    title: str
    question: Question | None
    number: int
    of: int
    answered: Sequence[tuple[str, str]]
    payload: Payload | None
    walk: Walk


@dataclass(frozen=True)
class Chosen:
    """The procedure in hand, for the case told; ``links`` are paths of public pages that hold no personal data."""

    slug: str
    name: str
    found: InForce
    parts: Sequence[Spoken]
    toggles: Toggles
    case: str
    asked: Payload | None
    """The answer to what the words ask, where that is none of the parts."""
    has_guide: bool
    led: Led | None
    link: str
    paper: str


@dataclass(frozen=True)
class PhoneView:
    """``candidates``: slug and name, the likeliest first; ``nothing``: the words lead to none."""

    candidates: Sequence[tuple[str, str]]
    chosen: Chosen | None
    family: Sequence[tuple[str, str]] = ()
    topic: str = ""
    nothing: bool = False


def look_up(session: Session, asked: Asked, meant: Understood | None, on: date) -> PhoneView:
    """The view for a form. Words that are new choose the procedure, unless they name none and one is in hand."""
    before = facts_of(dict(asked.facts), asked.groups)
    facts = _facts(before, asked, meant) if asked.anew else before
    known = Known(asked.lang, asked.slug or None, facts, asked.words)
    found = procedures(session, known, meant, on) if asked.words else []
    candidates = [(slug, _called(session, slug, on, asked.lang)) for slug, _ in found][:MOST]
    slug = found[0][0] if asked.anew and found else asked.slug
    topic = next((each.topic for each in readings(session, known, meant, on)), "") if asked.words else ""
    try:
        chosen = _chosen(session, slug, asked, facts, on, (known, topic, meant)) if slug else None
    except LookupFailed:
        chosen = None
    kin = [(each, name) for each in members(session, slug) if (name := name_of(session, each, on, asked.lang))]
    family = kin if slug and chosen is None else ()
    return PhoneView(candidates, chosen, family, topic, bool(asked.words and not candidates and not chosen))


def _facts(before: Facts, asked: Asked, meant: Understood | None) -> Facts:
    spans = [each.span for each in meant.named] if meant else case.recognised(asked.words)
    return case.after(before, asked.words, spans)


def _chosen(
    session: Session, slug: str, asked: Asked, facts: Facts, on: date, about: tuple[Known, str, Understood | None]
) -> Chosen:
    found = in_force(session, slug, on)
    led = _led(session, slug, asked, on) if asked.guided else None
    page = Page(session, found, asked.lang, facts)
    parts = spoken(page)
    answers = "&".join(f"a={pair}" for pair in asked.answers) if led and led.payload else ""
    lang = "lang=en" if asked.lang == "en" else ""
    query = "&".join(filter(None, [lang, answers]))
    public = link(led.slug, led.walk) if led and led.payload else f"/thu-tuc/{slug}"
    return Chosen(
        slug=slug, name=page.name, found=found, parts=parts, toggles=toggles(found, facts, asked.lang),
        case=case_in_words(all_told(facts), asked.lang),
        asked=_beside(session, slug, about, facts, on, parts),
        has_guide=guide_for(session, slug, on) is not None, led=led,
        link=public + ((("&" if "?" in public else "?") + lang) if lang else ""),
        paper=f"/thu-tuc/{slug}/cho-quay" + (f"?{query}" if query else ""),
    )  # fmt: skip


def _beside(
    session: Session, slug: str, about: tuple[Known, str, Understood | None], facts: Facts, on: date,
    parts: Sequence[Spoken],
) -> Payload | None:  # fmt: skip
    """The answer to a topic asked for that is none of those read out anyway, nor the page as a whole."""
    known, topic, meant = about
    if meant is None or topic in ("", "overview", *(each.topic for each in parts)):
        return None
    reading = next((each for each in readings(session, known, meant, on) if each.slug == slug), None)
    made = made_of(session, reading, Known(known.lang, slug, facts), on) if reading else None
    return made.payload if made else None


def _led(session: Session, slug: str, asked: Asked, on: date) -> Led | None:
    live = guide_for(session, slug, on)
    if live is None:
        return None
    walk = read(live.guide, asked.answers)
    answered = [(step.question.text.in_(asked.lang), step.option.title.in_(asked.lang)) for step in walk.path]
    payload = outcome(session, live.slug, walk, on=on, lang=asked.lang) if walk.outcome else None
    return Led(
        live.slug, live.guide.title.in_(asked.lang), walk.question, walk.number, walk.of, answered, payload, walk
    )  # fmt: skip


def _called(session: Session, slug: str, on: date, lang: str) -> str:
    return name_of(session, slug, on, lang) or slug
