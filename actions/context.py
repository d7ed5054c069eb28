"""Which procedure is meant: what the message names, else what the talk is about, else what was offered last."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.talk import Talk
from procedures.lookup import by_code, family_of


@dataclass(frozen=True)
class Meant:
    """One slug, several (then the citizen must choose), or none."""

    slugs: tuple[str, ...] = ()
    unknown_code: str | None = None
    """A national code in the message that the catalog does not hold."""

    @property
    def one(self) -> str | None:
        """The slug where exactly one is meant."""
        return self.slugs[0] if len(self.slugs) == 1 else None


def resolve(talk: Talk, session: Session) -> Meant:
    """Which procedure the talk is about after this message."""
    meant = named(talk, session)
    if meant.slugs or meant.unknown_code:
        return meant
    current = talk.slot("procedure")
    return Meant((current,)) if current else Meant(talk.candidates)


def named(talk: Talk, session: Session) -> Meant:
    """What the latest message itself names: codes, names, and short names that fit the family talked about."""
    codes = {code: by_code(session, code) for code in talk.named("procedure_code")}
    groups: list[tuple[str, ...]] = [(slug,) for slug in codes.values() if slug]
    groups += [_narrow(talk, session, group) for group in _groups(talk)]
    slugs = list(dict.fromkeys(slug for group in groups for slug in group))
    for variant in talk.named("variant"):
        if family_of(session, variant) in _families(session, slugs or _about(talk)):
            slugs.append(variant)
    slugs = _without_parents(session, slugs)
    unknown = next((code for code, slug in codes.items() if slug is None), None)
    return Meant(tuple(slugs), None if slugs else unknown)


def _groups(talk: Talk) -> list[tuple[str, ...]]:
    """Procedures by the place of their name in the message: a name that several bear is one group."""
    places: dict[tuple[int, int], list[str]] = {}
    for entity in talk.entities:
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
