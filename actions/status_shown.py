"""A dossier's status as an answer: the agency's words, what they mean, what to do next."""

from actions.agencies.dossier import Dossier
from actions.offers import Offer, plain
from actions.talk import Talk
from procedures.calendar import VIETNAM, written
from procedures.payload import Block, Payload, number_buttons
from procedures.text import find_application_codes, find_personal, replace
from procedures.words import say

TWO_MEANINGS = 6
"""This number means «pay» in one system and «supplemented» in another: the agency's words decide."""
SUPPLEMENT = 5
RUNNING = frozenset({1, 2, 4, 6})
"""Statuses in which a day that has passed means a delay of the office."""


def shown(talk: Talk, dossier: Dossier, slug: str | None) -> Payload:
    """The payload. It holds nothing of a person but the code that they gave."""
    lang = talk.lang
    note = hide(dossier.note, lang)
    theirs = " – ".join(text for text in (hide(dossier.status_text, lang), note) if text)
    known = dossier.status != TWO_MEANINGS
    name = say(f"status.{dossier.status}.name", lang) if known else hide(dossier.status_text, lang)
    meaning, next_step = (say(f"status.{dossier.status}.{part}", lang) for part in ("meaning", "next"))
    overdue = bool(dossier.due_on and dossier.due_on < talk.on and dossier.status in RUNNING)
    if overdue:
        next_step += " " + say("status.overdue", lang)
    agency = hide(dossier.agency, lang)
    lines = [say("status.head", lang, code=dossier.code, name=name), meaning]
    if note or not known:
        lines.append(say("status.agency_words", lang, words=theirs))
    lines.append(say("status.next_step", lang, step=next_step))
    if agency:
        lines.append(say("status.agency", lang, agency=agency))
    if dossier.received_on:
        lines.append(say("status.received_on", lang, day=written(dossier.received_on)))
    if dossier.due_on:
        lines.append(say("status.due_on", lang, day=written(dossier.due_on)))
    if dossier.updated_at:
        lines.append(say("status.updated_at", lang, day=written(dossier.updated_at.astimezone(VIETNAM).date())))
    if dossier.sample:
        lines.append(say("status.sample", lang))
    row = {
        "code": dossier.code,
        "status": dossier.status,
        "status_name": name,
        "agency_words": theirs,
        "meaning": meaning,
        "next_step": next_step,
        "agency": agency,
        "received_on": dossier.received_on.isoformat() if dossier.received_on else None,
        "due_on": dossier.due_on.isoformat() if dossier.due_on else None,
        "updated_at": dossier.updated_at.isoformat() if dossier.updated_at else None,
    }
    return Payload(
        kind="status",
        outcome="status_shown",
        lang=lang,
        topic="status",
        procedure=slug,
        text="\n".join(lines),
        blocks=[Block(type="status", title=say("status.title", lang), rows=[row])],
        buttons=number_buttons(_buttons(talk, dossier, slug, overdue)),
        sample=dossier.sample,
    )


def hide(words: str | None, lang: str) -> str | None:
    """An agency's words with the personal numbers in them covered."""
    if not words:
        return None
    codes = find_application_codes(words)
    # Without codes: beside one, every date counts as a birth date, and days named by the agency are deadlines.
    spans = find_personal(replace(words, codes, ["·" * (code.end - code.start) for code in codes]))
    return replace(words, spans, [say("status.hidden", lang)] * len(spans))


def _buttons(talk: Talk, dossier: Dossier, slug: str | None, overdue: bool) -> list[Offer]:
    offers: list[Offer] = []
    if slug and dossier.status == SUPPLEMENT:
        offers.append((say("button.documents", talk.lang), slug, "documents"))
    if overdue:
        offers.append(plain(talk, "complaint"))
    return [*offers, plain(talk, "status"), plain(talk, "human")]
