"""One answer for each kind of card, of the shipped catalog where it holds one; for tests and for docs/pictures."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.web.conversations import Entry
from procedures import registers
from procedures.answers import answer, choices, simple
from procedures.answers.guide_outcome import outcome
from procedures.answers.guide_question import question
from procedures.calendar import written
from procedures.facts import NOTHING, Facts
from procedures.guides import walk
from procedures.lookup import in_force, members
from procedures.payload import Block, Payload, number_buttons
from procedures.words import say

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
STUDENT = Facts(groups=frozenset({"student"}))


def _topic(slug: str, topic: str, facts: Facts = NOTHING) -> Callable[[Session, str], Payload]:
    return lambda session, lang: answer(session, slug, topic, on=DAY, lang=lang, facts=facts)


def _asked(session: Session, lang: str) -> Payload:
    return question("criminal-record-1", _walked(session, 1), lang)


def _ended(session: Session, lang: str) -> Payload:
    return outcome(session, "criminal-record-1", _walked(session, 99), on=DAY, lang=lang)


def _walked(session: Session, steps: int) -> walk.Walk:
    """A guide after so many of its first answers."""
    guide = in_force(session, "criminal-record-1", DAY).record.guide
    assert guide
    walked = walk.start(guide)
    while walked.question and len(walked.path) < steps:
        walked = walk.answer(walked, walked.question.options[0].id)
    return walked


def _family(session: Session, lang: str) -> Payload:
    return choices(session, members(session, "criminal-record"), "fee", on=DAY, lang=lang, family="criminal-record")


def _hotlines(session: Session, lang: str) -> Payload:
    """The numbers of the register, with their hours where we know them."""
    rows = [
        {"title": each.title.in_(lang), "phone": each.phone, "hours": each.hours.in_(lang) if each.hours else None}
        for each in registers.contacts(session)[:4]
    ]
    said = simple("knowledge.not_in_catalog", "unanswerable_not_in_catalog", lang=lang)
    lines = [said.text, *(f"• {row['title']}: {row['phone']} ({row['hours'] or '?'})" for row in rows)]
    block = Block(type="contacts", title=say("block.contacts", lang), rows=rows)
    return said.model_copy(update={"text": "\n".join(lines), "blocks": [block]})


def _dossier(status: int, due: date) -> Callable[[Session, str], Payload]:
    """An invented dossier of the mock agencies, not of a person."""

    def made(session: Session, lang: str) -> Payload:
        row: dict[str, Any] = {
            "code": "H40.18-261102-0007",
            "status": status,
            "status_name": say(f"status.{status}.name", lang),
            "agency_words": None,
            "meaning": say(f"status.{status}.meaning", lang),
            "next_step": say(f"status.{status}.next", lang),
            "agency": "Ủy ban nhân dân cấp xã" if lang == "vi" else "Commune People's Committee",
            "received_on": "2026-11-02",
            "due_on": due.isoformat(),
            "updated_at": "2026-11-19T08:00:00+07:00",
        }
        lines = [
            say("status.head", lang, code=row["code"], name=row["status_name"]),
            row["meaning"],
            say("status.next_step", lang, step=row["next_step"]),
            say("status.agency", lang, agency=row["agency"]),
            say("status.received_on", lang, day=written(date(2026, 11, 2))),
            say("status.due_on", lang, day=written(due)),
            say("status.updated_at", lang, day=written(date(2026, 11, 19))),
            say("status.sample", lang),
        ]
        return Payload(
            kind="status", outcome="status_shown", lang="en" if lang == "en" else "vi", topic="status",
            text="\n".join(lines), sample=True,
            blocks=[Block(type="status", title=say("status.title", lang), rows=[row])],
            buttons=number_buttons([(say("button.complaint", lang), None, "complaint")]),
        )  # fmt: skip

    return made


SAMPLES: dict[str, Callable[[Session, str], Payload]] = {
    "text": _topic("criminal-record-1", "overview"),
    "documents": _topic("permanent-residence", "documents"),
    "forms": _topic("permanent-residence", "form"),
    "steps": _topic("criminal-record-1", "steps"),
    "fees": _topic("criminal-record-1", "fee"),
    "fees-mine": _topic("criminal-record-1", "fee", STUDENT),
    "times": _topic("permanent-residence", "time"),
    "places": _topic("criminal-record-1", "where"),
    "basis": _topic("criminal-record-1", "legal_basis"),
    "result": _topic("criminal-record-1", "result"),
    "notice": _topic("criminal-record-1", "changes"),
    "choices": _family,
    "contacts": _hotlines,
    "guide_question": _asked,
    "guide_outcome": _ended,
    "status": _dossier(4, date(2026, 11, 30)),
    "status-overdue": _dossier(4, date(2026, 11, 16)),
    "status-waits": _dossier(5, date(2026, 11, 30)),
}
"""By name; every type of block stands in at least one."""


def entry(session: Session, name: str, lang: str) -> Entry:
    """The sample as an item of a talk."""
    return Entry(2, "bot", AT, SAMPLES[name](session, lang).model_dump(mode="json"))
