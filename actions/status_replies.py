"""What to say where no status can be shown."""

from datetime import datetime

from actions.offers import hotline, hotline_text, plain
from actions.settings import ActionsSettings
from actions.talk import Talk
from procedures.answers import simple
from procedures.payload import Outcome, Payload


def look_it_up(talk: Talk) -> Payload:
    """No agency is connected: how to look it up oneself (facts § 6)."""
    buttons = [plain(talk, "human")]
    return simple("actions.look_it_up", "answered", "answer", lang=talk.lang, topic="status", buttons=buttons)


def unmatched(talk: Talk) -> Payload:
    """Code and date fit no dossier; says no more than that."""
    buttons = [plain(talk, "status"), plain(talk, "human")]
    return simple("actions.unmatched", "unanswerable_no_match", lang=talk.lang, topic="status", buttons=buttons)


def locked(talk: Talk, until: datetime) -> Payload:
    """Too many wrong tries; ``until`` in the time of Vietnam."""
    when = f"{until:%H:%M} {until:%d/%m/%Y}"
    buttons = [plain(talk, "human")]
    return simple("actions.locked", "refused_unsafe", lang=talk.lang, topic="status", buttons=buttons, until=when)


def busy(talk: Talk) -> Payload:
    """Too many look-ups at once from one place; nobody is blamed, and nothing is locked."""
    buttons = [plain(talk, "status"), plain(talk, "human")]
    return simple("actions.busy", "refused_unsafe", lang=talk.lang, topic="status", buttons=buttons)


def agency_failed(talk: Talk, outcome: Outcome, settings: ActionsSettings) -> Payload:
    """The agency cannot be asked, or its answer cannot be read: what to do instead."""
    payload = simple(
        f"actions.{outcome}", outcome, "notice", lang=talk.lang, topic="status",
        buttons=[plain(talk, "status"), plain(talk, "human")], hotline=hotline_text(settings, talk.lang),
    )  # fmt: skip
    return payload.model_copy(update={"blocks": [hotline(settings, talk.lang)]})
