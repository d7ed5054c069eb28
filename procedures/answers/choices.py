"""Asks which procedure is meant: a line on each, and a button."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from procedures import registers
from procedures.lookup import InForce, LookupFailed, in_force
from procedures.payload import Block, Payload, number_buttons
from procedures.words import say

MOST = 8


def choices(
    session: Session,
    slugs: Iterable[str],
    topic: str | None,
    *,
    on: date,
    lang: str = "vi",
    family: str | None = None,
    key: str = "knowledge.which",
) -> Payload:
    """A payload of kind ``choices``; the buttons keep the topic that was asked, or ask for an overview."""
    found = []
    for slug in dict.fromkeys(slugs):
        try:
            found.append(in_force(session, slug, on))
        except LookupFailed:
            continue
    more = len(found) - MOST
    found = found[:MOST]
    named = registers.families(session).get(family or "")
    about = named.names.in_(lang) if named else None
    question = say("knowledge.which_of", lang, family=about) if about else say(key, lang)
    rows = [{"text": _line(each, lang)} for each in found]
    lines = [question, *(f"• {row['text']}" for row in rows)]
    if more > 0:
        lines.append(say("knowledge.which_more", lang, more=more))
    return Payload(
        kind="choices",
        outcome="asked_back",
        lang="en" if lang == "en" else "vi",
        topic=topic,
        text="\n".join(lines),
        blocks=[Block(type="text", title=question, rows=rows)] if rows else [],
        buttons=number_buttons([(_name(each, lang), each.record.slug, topic or "overview") for each in found]),
    )


def _name(found: InForce, lang: str) -> str:
    return found.name.en if lang == "en" else found.name.vi


def _line(found: InForce, lang: str) -> str:
    """How it differs from the others; where nobody wrote that, what it is."""
    told = found.record.differs or found.record.summary
    text = told.in_(lang)
    return f"{_name(found, lang)}: {text}" if text else _name(found, lang)
