"""What has changed in a dossier since it was seen last."""

from datetime import date, datetime
from typing import Any

from actions.agencies.dossier import Dossier
from procedures.calendar import VIETNAM, written
from procedures.followed import Kept
from procedures.words import say


def seen(dossier: Dossier) -> dict[str, Any]:
    """What the next look is compared with, JSON."""
    return {
        "status": dossier.status,
        "status_text": dossier.status_text,
        "note": dossier.note,
        "due_on": dossier.due_on.isoformat() if dossier.due_on else None,
    }


def changes(kept: Kept, now: Dossier, name: str, before: str, lang: str) -> list[str]:
    """Sentences on what is new, or the one that says that nothing is.

    ``name`` and ``before``: the statuses in words, now and then.
    """
    was, day = kept.dossier.seen, written(kept.shown_at.astimezone(VIETNAM).date())
    found = []
    if (was["status"], was["status_text"]) != (now.status, now.status_text):
        found.append(say("status.changed", lang, day=day, before=before, now=name))
    if now.note and now.note != was["note"]:
        found.append(say("status.new_note", lang, day=day))
    due_before = date.fromisoformat(was["due_on"]) if was["due_on"] else None
    if due_before and due_before != now.due_on:
        key = "status.new_day" if now.due_on else "status.day_gone"
        found.append(say(key, lang, before=written(due_before), now=written(now.due_on) if now.due_on else ""))
    return found or [say("status.unchanged", lang, day=day)]


def seen_on(at: datetime) -> str:
    """The day of a look, as people write it."""
    return written(at.astimezone(VIETNAM).date())
