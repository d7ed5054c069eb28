"""Which procedure is meant: what the message names, else what the talk is about, else what was offered last."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.cues import denied
from actions.picked import by_number
from actions.talk import Entity, Talk
from procedures.lookup import LookupFailed, by_code, family_of, in_force, members
from procedures.text import fold

SURE = 0.8
"""Confidence from which a name is taken as said; below it the citizen is asked."""


@dataclass(frozen=True)
class Meant:
    """One slug, several (then the citizen must choose), or none."""

    slugs: tuple[str, ...] = ()
    unknown_code: str | None = None
    """A national code in the message that the catalog does not hold."""
    apart: bool = False
    """Whether each was named by itself, not all of them by one name that several bear."""
    doubtful: bool = False
    """Whether the one meant was understood from words that are not quite its name."""

    @property
    def one(self) -> str | None:
        """The slug where exactly one is meant."""
        return self.slugs[0] if len(self.slugs) == 1 else None


def resolve(talk: Talk, session: Session) -> Meant:
    """Which procedure the talk is about after this message."""
    meant = named(talk, session)
    if meant.slugs or meant.unknown_code:
        return meant
    chosen = by_number(talk)
    current = talk.slot("procedure")
    return Meant((chosen,)) if chosen else Meant((current,)) if current else Meant(talk.candidates)


def named(talk: Talk, session: Session) -> Meant:
    """What the latest message itself names: codes, names, and short names that fit the family talked about."""
    codes = {code: by_code(session, code) for code in talk.named("procedure_code")}
    groups: list[tuple[str, ...]] = [(slug,) for slug in codes.values() if slug]
    entities = _with_short_name(talk, session, _not_denied(talk))
    groups += [_narrow(talk, session, group) for group in _groups(entities)]
    slugs = list(dict.fromkeys(slug for group in groups for slug in group))
    for variant in dict.fromkeys(entity.value for entity in entities if entity.kind == "variant"):
        if family_of(session, variant) in _families(session, slugs or _about(talk)):
            slugs.append(variant)
    slugs = _without_parents(session, slugs)
    unknown = next((code for code, slug in codes.items() if slug is None), None)
    return Meant(
        tuple(slugs),
        None if slugs else unknown,
        apart=len(slugs) > 1 and all(len(group) == 1 for group in groups),
        doubtful=len(slugs) == 1 and _doubtful(talk, slugs[0]),
    )


def _not_denied(talk: Talk) -> list[Entity]:
    """The names in the message without those said not to be meant: «không phải tạm trú mà là thường trú»."""
    names = [entity for entity in talk.entities if entity.kind in ("procedure", "variant")]
    left = [entity for entity in names if not denied(talk.text, entity.start)]
    return left or names


def _with_short_name(talk: Talk, session: Session, names: list[Entity]) -> list[Entity]:
    """The names; one that tears apart a short name of the family talked about gives way to it.

    «Doi sang so 1» is number 1, though «sang so» (sang sổ) is a name too.
    """
    others = [name for name in names if name.kind == "procedure"]
    text = fold(talk.text)
    about = _families(session, _about(talk)) if others and len(text) == len(talk.text) else set()
    for slug in (slug for family in about for slug in members(session, family)):
        try:
            shorts = in_force(session, slug, talk.on).record.short_names
        except LookupFailed:
            continue
        for found in (re.search(rf"(?<!\w){re.escape(fold(short))}(?!\w)", text) for short in shorts):
            torn = [name for name in others if found and name.start < found.start() < name.end < found.end()]
            if found and torn and all(family_of(session, name.value) not in about for name in torn):
                return [*(name for name in names if name not in torn), Entity("variant", slug, *found.span())]
    return names


def _doubtful(talk: Talk, slug: str) -> bool:
    sure = [entity.confidence for entity in talk.entities if entity.kind == "procedure" and entity.value == slug]
    return bool(sure) and max(sure) < SURE and slug not in _about(talk)


def _groups(entities: Iterable[Entity]) -> list[tuple[str, ...]]:
    """Procedures by the place of their name in the message: a name that several bear is one group."""
    places: dict[tuple[int, int], list[str]] = {}
    for entity in entities:
        if entity.kind == "procedure":
            places.setdefault((entity.start, entity.end), []).append(entity.value)
    return [tuple(dict.fromkeys(slugs)) for slugs in places.values()]


def _narrow(talk: Talk, session: Session, group: tuple[str, ...]) -> tuple[str, ...]:
    """Of several bearers of one name the one talked about, or the only one of its family; else all of them."""
    if len(group) == 1:
        return group
    about = _about(talk)
    for fits in (
        [slug for slug in group if slug in about],
        [slug for slug in group if family_of(session, slug) in _families(session, about)],
    ):
        if len(fits) == 1:
            return (fits[0],)
    return group


def _about(talk: Talk) -> tuple[str, ...]:
    current = talk.slot("procedure")
    return (current,) if current else talk.candidates


def _families(session: Session, slugs: Iterable[str]) -> set[str]:
    """Families of procedures; a slug without a record is itself the name of a family."""
    return {family_of(session, slug) or slug for slug in slugs}


def _without_parents(session: Session, slugs: list[str]) -> list[str]:
    """Without families of which the message names a member too: «lý lịch tư pháp, số 2» is number 2."""
    families = {family_of(session, slug) for slug in slugs if family_of(session, slug) != slug}
    return [slug for slug in dict.fromkeys(slugs) if slug not in families]
