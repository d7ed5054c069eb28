"""Drafted answers to what somebody asks: readings of the words, each answered as the bot would."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bot.web.desk.help.known import Known
from bot.web.understood import Understood
from procedures.answers import answer
from procedures.answers.compose import PARTS
from procedures.facts import Facts
from procedures.lookup import LookupFailed, by_code, family_of, in_force, members
from procedures.payload import Payload
from procedures.search import search
from procedures.text import find_procedure_codes

MOST = 3
NEAR = 0.45
"""Score of the search from which a procedure is worth naming."""
TALKED_ABOUT = 0.9
"""How sure it is that words without a name are about the procedure talked about."""
BESIDE = 0.15
"""Weight of a procedure whose name is only near the words, where one is named or talked about."""
LIKELY = 0.08
"""Likelihood from which a second topic is worth a draft."""
UNSURE = 0.3
"""Of a topic, where nothing was understood of it."""


@dataclass(frozen=True)
class Reading:
    """What may be meant, and how sure that is, from 0 to 1."""

    slug: str
    topic: str
    sure: float


@dataclass(frozen=True)
class Suggestion:
    """A reading with its answer. ``answered`` is False where the knowledge base holds nothing, and says only that."""

    reading: Reading
    name: str
    payload: Payload
    facts: Facts

    @property
    def answered(self) -> bool:
        """Whether it says what was asked."""
        return self.payload.outcome in ("answered", "asked_back")

    @property
    def percent(self) -> int:
        """How sure, for a reader."""
        return round(self.reading.sure * 100)


def suggest(session: Session, known: Known, meant: Understood | None, on: date) -> list[Suggestion]:
    """Up to three drafts, what can be answered first; none where no procedure is recognised. Nothing is invented.

    ``meant`` None: Rasa could not be asked, and the words are only searched for names.
    """
    made = [made_of(session, reading, known, on) for reading in readings(session, known, meant, on)]
    return sorted((each for each in made if each), key=lambda each: not each.answered)


def made_of(session: Session, reading: Reading, known: Known, on: date) -> Suggestion | None:
    """The answer to a reading; None for a slug of nothing."""
    name = name_of(session, reading.slug, on, known.lang)
    if name is None and not members(session, reading.slug):
        return None
    facts = facts_for(session, known, reading.slug)
    payload = answer(session, reading.slug, reading.topic, on=on, lang=known.lang, facts=facts)
    return Suggestion(reading, name or payload.text.splitlines()[0], payload, facts)


def readings(session: Session, known: Known, meant: Understood | None, on: date) -> list[Reading]:
    """What may be meant, the surest first: procedure by topic, each pair once."""
    found = procedures(session, known, meant, on)
    topics = _topics(meant)
    if not found or not topics:
        return []
    asked = [Reading(slug, topic, 1.0) for topic, slug in meant.asks if slug and topic in PARTS] if meant else []
    crossed = [Reading(slug, topic, sure * likely) for slug, sure in found for topic, likely in topics]
    ranked = sorted(crossed, key=lambda each: -each.sure)
    sure = {(each.slug, each.topic): each.sure for each in ranked}
    several = asked if len(asked) > 1 else []
    first = [replace(each, sure=sure.get((each.slug, each.topic), UNSURE)) for each in several]
    return list({(each.slug, each.topic): each for each in [*reversed(ranked), *reversed(first)]}.values())[::-1][:MOST]


def procedures(session: Session, known: Known, meant: Understood | None, on: date) -> list[tuple[str, float]]:
    """The procedures that may be meant: named, else talked about, then those with names near the words."""
    named = {slug: 1.0 for span in find_procedure_codes(known.text) if (slug := by_code(session, span.value))}
    named |= _named(session, known, meant) if meant else {}
    found = _without_parents(session, named)
    if not found and known.procedure:
        found[known.procedure] = TALKED_ABOUT
    if len(found) < MOST and " " in known.text:
        near = [hit for hit in search(session, known.text, on) if hit.score >= NEAR and hit.slug not in found]
        weight = BESIDE if found else 1.0
        found |= {hit.slug: weight * min(1.0, hit.score) for hit in near}
    return sorted(found.items(), key=lambda each: -each[1])


def facts_for(session: Session, known: Known, slug: str) -> Facts:
    """What was told, without how another family's procedure was to be filed."""
    if known.procedure and (family_of(session, slug) or slug) != (
        family_of(session, known.procedure) or known.procedure
    ):
        return replace(known.facts, channel=None, occasion=None)
    return known.facts


def name_of(session: Session, slug: str, on: date, lang: str) -> str | None:
    """Its name on the day; None where it has none."""
    try:
        name = in_force(session, slug, on).name
    except LookupFailed:
        return None
    return name.en if lang == "en" else name.vi


def _named(session: Session, known: Known, meant: Understood) -> dict[str, float]:
    named = meant.of("procedure")
    families = {family_of(session, slug) or slug for slug in (*named, *filter(None, [known.procedure]))}
    variants = {slug: sure for slug, sure in meant.of("variant").items() if family_of(session, slug) in families}
    return {**named, **variants}


def _without_parents(session: Session, named: dict[str, float]) -> dict[str, float]:
    """Without families of which a member is named too: «lý lịch tư pháp, số 2» is number 2."""
    parents = {family_of(session, slug) for slug in named if family_of(session, slug) != slug}
    return {slug: sure for slug, sure in named.items() if slug not in parents}


def _topics(meant: Understood | None) -> Sequence[tuple[str, float]]:
    if meant is None:
        return [("overview", UNSURE)]
    ranked = list(_likely(meant))
    if ranked:
        return ranked
    return [("overview", UNSURE)] if meant.of("procedure", "variant", "procedure_code") else []


def _likely(meant: Understood) -> Iterator[tuple[str, float]]:
    """Topics from the likeliest on, the first two; none where something else than a topic is likelier by far."""
    topics = [(name, likely) for name, likely in meant.intents if name in PARTS]
    talk = max((likely for name, likely in meant.intents if name not in PARTS), default=0.0)
    for place, (name, likely) in enumerate(topics[:2]):
        if likely >= LIKELY and (place or likely >= talk / 2):
            yield name, likely
