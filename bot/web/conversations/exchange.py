"""The way of a message through the edge: recognise, wait for its time, begin, ask the bot, finish."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import structlog
from sqlalchemy.orm import Session

from bot.web import metrics
from bot.web.bells import rung
from bot.web.conversations import statements
from bot.web.conversations.buttons import find_button, says_its_title
from bot.web.conversations.errors import StillBusy
from bot.web.conversations.items import Entry
from bot.web.conversations.start import Talk
from bot.web.conversations.tokens import request_hash
from bot.web.conversations.turns import Asked, Begun, begin_turn, find_result, finish_turn
from bot.web.intake import MessageRefused, check_text, receive
from bot.web.intake.receive import was_status_asked
from bot.web.learning.feed import note_missed
from bot.web.office import switch
from bot.web.own_words import bot_off, hidden_notice, interrupted, no_answer
from bot.web.rasa import RasaFailed, command
from procedures.payload import Payload
from procedures.text import find_application_codes

if TYPE_CHECKING:
    from bot.web.admission import Place
    from bot.web.edge import Edge

PATIENCE = 25.0
"""Seconds a message waits for those before it; longer than a lease, so that a broken turn is closed meanwhile."""
SOONEST, LATEST = 0.1, 1.0
"""Seconds between looks at a turn that another process is answering: each is twice as long as the one before."""
LOOK_BACK = 4
"""How many replies back a question for a birth date, or an answer about a dossier, still counts."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Message:
    """What a citizen sent: a text or the id of a button."""

    client_id: str
    kind: Literal["text", "button"]
    value: str


async def take_turn(edge: "Edge", talk: Talk, message: Message, address: str) -> list[Entry]:
    """What the message led to: its own item and the replies. The same client_id gives the same items, also at once.

    ``address`` is an opaque id of where it came from. Raises MessageRefused, ClientIdReused, UnknownButton, Closed,
    StillBusy, Overloaded; then nothing was stored.
    """
    structlog.contextvars.bind_contextvars(turn=message.client_id)  # the request's own line carries it too
    digest = request_hash(talk.token, message.kind, message.value)
    try:
        text = check_text(message.value) if message.kind == "text" else message.value
    except MessageRefused:
        await edge.run(find_result, talk, message.client_id, digest)  # an earlier message of that id comes first
        raise
    if not edge.is_free(talk.id):  # who was answered before need not wait; otherwise the turn itself finds out
        done = await edge.run(find_result, talk, message.client_id, digest)
        if done is not None:
            return done

    async with edge.one_at_a_time(talk.id, PATIENCE):
        items = await _turn(edge, talk, message, text, digest, address)
    if items is None:
        log.warning("turn_finished_too_late")
        items = await edge.run(find_result, talk, message.client_id, digest)
    return items or []


async def _turn(edge: "Edge", talk: Talk, message: Message, text: str, digest: str, address: str) -> list[Entry] | None:
    """Begun as soon as no other process answers the talk. While one does, perhaps dead, the place is for others."""
    clock, pause = asyncio.get_running_loop().time, SOONEST
    deadline = clock() + PATIENCE
    while clock() < deadline:
        bell = edge.bell(talk.id)
        async with edge.admission.turn() as place:
            begun, off = await _begin(edge, talk, message, text, digest)
            if begun is not None:
                edge.tell(talk.id)  # where a person answers, this is how they hear of it
            if isinstance(begun, list):
                return begun
            if begun is not None:
                return await _answer(edge, talk, begun, off, place, message, address)
        await rung(bell, pause)
        pause = min(2 * pause, LATEST)
    raise StillBusy


async def _begin(
    edge: "Edge", talk: Talk, message: Message, text: str, digest: str
) -> tuple[Begun | list[Entry] | None, bool]:
    """As ``begin_turn``, and whether the bot is switched off."""

    def ask(session: Session, lang: str) -> Asked:
        asked = _text if message.kind == "text" else _button
        return asked(session, edge, talk, text, lang)

    def say_interrupted(lang: str) -> Payload:
        return interrupted(edge.settings, lang)

    def keep(session: Session, seq: int, asked: Asked) -> None:
        edge.people.keep(session, talk.id, seq, asked.private)

    def begin(session: Session) -> tuple[Begun | list[Entry] | None, bool]:
        begun = begin_turn(session, talk, message.client_id, digest, ask, say_interrupted, keep)
        return begun, isinstance(begun, Begun) and switch.is_off(session)

    return await edge.run(begin)


async def _answer(
    edge: "Edge", talk: Talk, begun: Begun, off: bool, place: "Place", message: Message, address: str
) -> list[Entry] | None:
    """The rest of a turn that this process has begun; None where it took so long that the lease was lost."""

    def hand_over(session: Session, lang: str) -> Payload | None:
        return edge.people.asked(session, talk.id, lang)

    if begun.asked.of_dossier:
        edge.admission.lend(place)
    replies = [bot_off(edge.settings, begun.lang)] if off else await _replies(edge, talk, begun, message, address)
    place.tells = all(reply.topic != "status" for reply in replies)  # else an agency took its time
    items = await edge.run(_finish, talk, begun, replies, hand_over)
    edge.tell(talk.id)
    metrics.TURNS.labels(metrics.outcome_label(replies[-1].outcome)).observe(time.monotonic() - place.began)
    return items


def _finish(
    session: Session, talk: Talk, begun: Begun, replies: Sequence[Payload],
    hand_over: Callable[[Session, str], Payload | None],
) -> list[Entry] | None:  # fmt: skip
    items = finish_turn(session, talk, begun, replies, hand_over)
    note_missed(session, talk.id, items or [])
    return items


async def _replies(edge: "Edge", talk: Talk, begun: Begun, message: Message, address: str) -> list[Payload]:
    metadata = {"lang": begun.lang, "address": address, "turn": message.client_id}
    try:
        replies = await edge.rasa_at(begun.rasa_url).send(talk.id, begun.asked.for_bot, metadata)
    except RasaFailed as error:
        metrics.BOT_FAILURES.labels(type(error).__name__).inc()
        log.error("bot_gave_no_answer", why=type(error).__name__, detail=str(error))
        replies = [no_answer(edge.settings, begun.lang)]
    if any(reply.outcome == "refused_personal_data" for reply in replies):
        return replies  # the bot has said it already
    return [*begun.asked.notices, *replies]


def _text(session: Session, edge: "Edge", talk: Talk, text: str, lang: str, pressed: str | None = None) -> Asked:
    newest = session.execute(statements.NEWEST, {"talk": talk.id, "most": LOOK_BACK}).all()
    received = receive(
        session,
        text,
        conversation=talk.id,
        public_key=edge.settings.vault_public_key,
        lang=lang,
        status_asked=was_status_asked(newest),
    )
    notices = (hidden_notice(received.unasked, lang),) if received.unasked else ()
    item = {"text": received.for_transcript, "button": pressed}
    of_dossier = any(topic == "status" for topic, _ in newest) or bool(find_application_codes(text))
    return Asked(received.for_bot, item, notices, received.values, of_dossier)


def _button(session: Session, edge: "Edge", talk: Talk, button_id: str, lang: str) -> Asked:
    pressed = find_button(session, talk.id, button_id)
    if says_its_title(pressed.button):  # as if it had been typed: an answer to a question of the bot
        return _text(session, edge, talk, pressed.button.title, lang, pressed.id)
    for_bot = command(pressed.button.topic, pressed.button.procedure)
    item = {"text": pressed.button.title, "button": pressed.id}
    return Asked(for_bot, item, of_dossier=pressed.button.topic == "status")
