"""A dossier's status as an answer: the agency's words, what they mean, what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions import status_due
from actions.agencies.dossier import Dossier
from actions.offers import Offer, plain
from actions.status_due import Due
from actions.talk import Talk
from procedures.calendar import VIETNAM, written
from procedures.payload import Block, Payload, number_buttons
from procedures.text import find_application_codes, find_personal, replace
from procedures.words import say

TWO_MEANINGS = 6
"""This number means «pay» in one system and «supplemented» in another: the agency's words decide."""
RETURNED = frozenset({3, 5})
"""Statuses in which the applicant must mend the papers."""
EXPLAINED = frozenset({3, 5, 8})
"""Statuses that the agency must give a reason for."""


@dataclass(frozen=True)
class Beside:
    """What is known beside the agency's answer."""

    slug: str | None = None
    due: Due | None = None
    contacts: Block | None = None
    """Whom to call about a delay."""
    news: Sequence[str] = ()
    """What has changed since it was seen last."""
    kept_until: date | None = None
    """Set where this conversation follows it."""
    first: bool = False
    """Whether it is followed from now on."""
    why: bool = False
    """Whether the reason was asked for."""
    offers: Sequence[Offer] = field(default=())


def shown(talk: Talk, dossier: Dossier, beside: Beside = Beside()) -> Payload:
    """The payload. It holds nothing of a person but the code that they gave."""
    lang = talk.lang
    row = row_of(dossier, lang, beside)
    note = hide(dossier.note, lang)
    head = say("status.head", lang, code=dossier.code, name=row["status_name"])
    lines = [head, *beside.news]
    if beside.why and note:
        lines.append(say("status.why", lang, words=note))
    lines.append(row["meaning"])
    if note or dossier.status == TWO_MEANINGS:
        lines.append(say("status.agency_words", lang, words=row["agency_words"]))
    elif dossier.status in EXPLAINED:
        lines.append(say("status.no_reason", lang))
    lines.append(say("status.next_step", lang, step=row["next_step"]))
    if row["agency"]:
        lines.append(say("status.agency", lang, agency=row["agency"]))
    for name in ("received_on", "due_on", "updated_at"):
        day = getattr(dossier, name)
        if day:
            day = day.astimezone(VIETNAM).date() if name == "updated_at" else day
            lines.append(say(f"status.{name}", lang, day=written(day)))
    if beside.due:
        lines.append(status_due.line(beside.due, lang))
    if beside.first and beside.kept_until:
        lines.append(say("status.kept", lang, day=written(beside.kept_until)))
    if dossier.sample:
        lines.append(say("status.sample", lang))
    return Payload(
        kind="status",
        outcome="status_shown",
        lang=lang,
        topic="status",
        procedure=beside.slug,
        text="\n".join(lines),
        blocks=_blocks(row, beside, lang),
        buttons=number_buttons(_buttons(talk, dossier, beside)),
        sample=dossier.sample,
    )


def row_of(dossier: Dossier, lang: str, beside: Beside) -> dict[str, Any]:
    """The row of a status block."""
    theirs = " – ".join(text for text in (hide(dossier.status_text, lang), hide(dossier.note, lang)) if text)
    next_step = say(f"status.{dossier.status}.next", lang)
    if beside.due and beside.due.over:  # waiting for the day is no advice any more; what the applicant owes still is
        advice = status_due.advice(beside.contacts, lang)
        next_step = f"{next_step} {advice[0].upper()}{advice[1:]}" if dossier.status == TWO_MEANINGS else advice
    if beside.why and dossier.status in RETURNED and beside.slug:
        next_step += " " + say("status.bring", lang)
    return {
        "code": dossier.code,
        "status": dossier.status,
        "status_name": name_of(dossier.status, dossier.status_text, lang),
        "agency_words": theirs,
        "meaning": say(f"status.{dossier.status}.meaning", lang),
        "next_step": next_step,
        "agency": hide(dossier.agency, lang),
        "received_on": dossier.received_on.isoformat() if dossier.received_on else None,
        "due_on": dossier.due_on.isoformat() if dossier.due_on else None,
        "updated_at": dossier.updated_at.isoformat() if dossier.updated_at else None,
    }


def name_of(status: int, theirs: str, lang: str) -> str:
    """A status in words: ours, but the agency's own where one number means two things."""
    return (hide(theirs, lang) or "") if status == TWO_MEANINGS else say(f"status.{status}.name", lang)


def hide(words: str | None, lang: str) -> str | None:
    """An agency's words with the personal numbers in them covered."""
    if not words:
        return None
    codes = find_application_codes(words)
    # Without codes: beside one, every date counts as a birth date, and days named by the agency are deadlines.
    spans = find_personal(replace(words, codes, ["·" * (code.end - code.start) for code in codes]))
    return replace(words, spans, [say("status.hidden", lang)] * len(spans))


def _blocks(row: dict[str, Any], beside: Beside, lang: str) -> list[Block]:
    """The card, and in blocks of their own what the card has no place for."""
    blocks = []
    if beside.news:
        blocks.append(Block(type="text", title=say("status.news", lang), rows=[{"text": text} for text in beside.news]))
    blocks.append(Block(type="status", title=say("status.title", lang), rows=[row]))
    if beside.due:
        rows = [{"text": status_due.line(beside.due, lang)}]
        blocks.append(Block(type="text", title=say("status.days", lang), rows=rows))
    if beside.due and beside.due.over and beside.contacts:
        blocks.append(beside.contacts)
    return blocks


def _buttons(talk: Talk, dossier: Dossier, beside: Beside) -> list[Offer]:
    offers: list[Offer] = []
    if beside.slug and dossier.status in RETURNED:
        offers.append((say("button.documents", talk.lang), beside.slug, "documents"))
    if beside.due and beside.due.over:
        offers.append(plain(talk, "complaint"))
    offers += beside.offers or [plain(talk, "status")]
    return [*offers, plain(talk, "human")]
