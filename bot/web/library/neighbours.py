"""Procedures beside one: related ones, and the others of its family."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.web.library.said import Said, said
from procedures import registers
from procedures.answers.page import Page
from procedures.lookup import LookupFailed, in_force, members
from procedures.record import Record


@dataclass(frozen=True)
class Neighbour:
    """Another procedure, and in one line what it is for or how it differs."""

    slug: str
    name: str
    line: Said


def neighbours(session: Session, record: Record, on: date, lang: str) -> list[Neighbour]:
    """Those the record names, then the rest of its family; what is not in force on the day is left out."""
    slugs = dict.fromkeys((*record.related, *members(session, record.family)))
    found = [neighbour(session, slug, on, lang) for slug in slugs if slug != record.slug]
    return [each for each in found if each]


def family(session: Session, slug: str, on: date, lang: str) -> tuple[str, list[Neighbour]] | None:
    """The name of a family and its members; None where there is no such family or none of it is in force."""
    found = [each for member in members(session, slug) if (each := neighbour(session, member, on, lang))]
    if not found:
        return None
    named = registers.families(session).get(slug)
    return (named.names.in_(lang) if named else found[0].name), found


def neighbour(session: Session, slug: str, on: date, lang: str) -> Neighbour | None:
    """One procedure as a line of a list."""
    try:
        page = Page(session, in_force(session, slug, on), lang)
    except LookupFailed:
        return None
    record = page.found.record
    return Neighbour(slug, page.name, said(page, record.differs or record.summary))
