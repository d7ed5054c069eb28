"""A turn in the data base: begun by one process only, finished once, closed honestly if that process died."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.web.conversations import statements
from bot.web.conversations.errors import ClientIdReused, Closed
from bot.web.conversations.items import Entry, append_items, items_of_turn
from bot.web.conversations.start import Talk
from bot.web.models import Conversation, Turn
from procedures.calendar import now
from procedures.payload import Payload

LEASE = timedelta(seconds=20)
"""How long a turn may run before it counts as broken; well above Rasa's time limit."""


@dataclass(frozen=True)
class Asked:
    """A message ready for the bot: its words there, the citizen's item, and what we add to the answer ourselves."""

    for_bot: str
    item: dict[str, Any]
    notices: tuple[Payload, ...] = ()
    private: tuple[tuple[str, str], ...] = ()
    """Kind and value of each personal number hidden in it, for a person who answers; the bot never sees them."""
    of_dossier: bool = False
    """It is likely about a dossier: then the answer may wait for an agency."""


@dataclass(frozen=True)
class Begun:
    """A turn that this process, holding the lease, must finish."""

    turn: int
    lease: str
    lang: str
    asked: Asked
    rasa_url: str | None = None
    """The Rasa that answers this turn, where releases are followed; it runs until the turn is over."""


def find_result(session: Session, talk: Talk, client_id: str, digest: str) -> list[Entry] | None:
    """Items of the turn of that client_id, None while it runs or is unknown. Raises ClientIdReused."""
    found = session.execute(statements.NAMED, {"talk": talk.id, "name": client_id}).one_or_none()
    if found is None:
        return None
    turn, request_hash, state = found
    if request_hash != digest:
        raise ClientIdReused(client_id)
    return items_of_turn(session, turn) if state == "done" else None


def has_turn(session: Session, talk: Talk, client_id: str) -> bool:
    """Whether a message of that client_id has come into the conversation before."""
    return session.execute(statements.NAMED, {"talk": talk.id, "name": client_id}).first() is not None


def begin_turn(
    session: Session,
    talk: Talk,
    client_id: str,
    digest: str,
    ask: Callable[[Session, str], Asked],
    interrupted: Callable[[str], Payload],
    keep: Callable[[Session, int, Asked], None] | None = None,
) -> Begun | list[Entry] | None:
    """Begins the turn, or gives its items if it was done before, or None while another turn of the talk runs.

    ``ask`` (with the talk's language) makes the message ready once it is this turn's time. A turn whose process died is
    closed with ``interrupted``. Raises ClientIdReused, Closed, and what ``ask`` raises; then nothing was changed.

    Where a person answers, the bot is not asked: the turn is done with the message itself, and ``keep`` (with the
    item's number) may seal what was hidden in it.
    """
    lease = secrets.token_hex(16)
    moment = now()
    taken = {"talk": talk.id, "moment": moment, "mine": lease, "until": moment + LEASE}
    leased = session.execute(statements.LEASE, taken).one_or_none()
    if leased is None:
        return _ended(session, talk, client_id, digest)
    lang, stage, rasa_url = leased
    for broken in session.scalars(statements.RUNNING, {"talk": talk.id}).all():
        close_turn(session, session.get_one(Turn, broken), [interrupted(lang)])
    done = find_result(session, talk, client_id, digest)
    if done is not None:
        _release(session, talk.id, lease)
        return done
    asked = ask(session, lang)
    new = {"client_id": client_id, "request_hash": digest, "state": "running", "started_at": now()}
    turn: int = session.execute(statements.NEW_TURN, {"conversation_id": talk.id, **new}).scalar_one()
    seq = append_items(session, talk.id, [("citizen", asked.item)], turn)
    if stage != "held":
        return Begun(turn, lease, lang, asked, rasa_url)
    if keep is not None:
        keep(session, seq, asked)
    _done(session, turn, "handed_over")
    _release(session, talk.id, lease)
    return items_of_turn(session, turn)


def finish_turn(
    session: Session,
    talk: Talk,
    begun: Begun,
    replies: Sequence[Payload],
    asked_for_person: Callable[[Session, str], Payload | None] | None = None,
) -> list[Entry] | None:
    """Adds the replies and ends the turn; where the bot changed the language, the talk goes on in the new one.

    A reply of kind handover calls ``asked_for_person``, whose notice (if any) follows. None if the lease was lost: then
    the turn was closed by somebody else, and these replies come too late.
    """
    lang = replies[-1].lang if replies[-1].lang != begun.lang else None  # else a reader's choice stands
    if not _release(session, talk.id, begun.lease, lang):
        return None
    if asked_for_person and any(reply.kind == "handover" for reply in replies):
        notice = asked_for_person(session, replies[-1].lang)
        replies = [*replies, notice] if notice else replies
    append_items(session, talk.id, [("bot", reply) for reply in replies], begun.turn)
    _done(session, begun.turn, replies[-1].outcome)
    return items_of_turn(session, begun.turn)


def close_running(session: Session, conversation: str) -> None:
    """A person has taken over: turns that were running end without an answer."""
    running = Turn.conversation_id == conversation, Turn.state == "running"
    session.execute(
        update(Turn)
        .where(*running)
        .values(state="done", outcome="handed_over", done_at=now())
        .execution_options(synchronize_session=False)
    )


def _ended(session: Session, talk: Talk, client_id: str, digest: str) -> list[Entry] | None:
    """Where a talk gives no lease: None while another turn runs; Closed is raised for a new message after the end."""
    done = find_result(session, talk, client_id, digest)
    if done is not None:
        return done
    ended = select(Conversation.closed_why).where(Conversation.id == talk.id, Conversation.closed_at.is_not(None))
    row = session.execute(ended).one_or_none()
    if row is None:
        return None
    raise Closed(row[0] or "idle")


def _done(session: Session, turn: int, outcome: str) -> None:
    session.execute(statements.DONE, {"turn": turn, "what": outcome, "moment": now()})


def close_turn(session: Session, turn: Turn, replies: Sequence[Payload]) -> None:
    """Ends a turn with these replies. The caller holds the conversation and commits."""
    append_items(session, turn.conversation_id, [("bot", reply) for reply in replies], turn.id)
    turn.state, turn.outcome, turn.done_at = "done", replies[-1].outcome, now()
    session.flush()


def _release(session: Session, conversation: str, lease: str, lang: str | None = None) -> bool:
    given = {"talk": conversation, "mine": lease} | ({"lang_now": lang} if lang else {})
    return session.execute(statements.release(lang is not None), given).scalar_one_or_none() is not None
