"""Puts into the review queue what the bot itself did not understand."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.web.citizen.queue import put_in_queue
from bot.web.citizen.site_models import SiteSetting
from bot.web.conversations.items import Entry
from bot.web.models import Conversation

KIND = "not_understood"
MISSED = "unanswerable_no_match"
"""The outcome of a turn whose message stayed below the classifier's threshold, or named nothing that we know."""
SETTING = "collect_not_understood"
LONGEST = 500


def note_missed(session: Session, conversation: str, entries: Sequence[Entry]) -> None:
    """An entry for a turn that was not understood: once, in the masked words of the transcript.

    Talks that staff made as a test are left out, and so is everything while the setting is off.
    """
    asked = next((each for each in entries if each.sender == "citizen"), None)
    missed = any(each.sender == "bot" and each.payload.get("outcome") == MISSED for each in entries)
    if asked is None or not missed or asked.payload.get("button") or not collects(session):
        return
    if session.get_one(Conversation, conversation).is_test:
        return
    words = str(asked.payload["text"])[:LONGEST]
    put_in_queue(session, KIND, words, conversation_id=conversation, item_seq=asked.seq, by="bot")


def collects(session: Session) -> bool:
    """Whether what was not understood is put into the queue; on unless an admin has turned it off."""
    setting = session.get(SiteSetting, SETTING)
    return setting is None or setting.value is not False
