"""The timed work of the queue."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import SYSTEM
from bot.web.citizen.terms import read_terms
from bot.web.desk import hands
from bot.web.desk.errors import DeskError
from bot.web.desk.queue import abandoned, assign, call_backs, idle, presence
from bot.web.edge import Edge
from bot.web.jobs import Work
from bot.web.models import Conversation


async def look_after(edge: Edge) -> None:
    """Lost holders, silent citizens, long and abandoned waits, then whoever waits for somebody who is ready."""
    for conversation, holder in await edge.run(held_by_the_lost):
        await edge.run(_lose, conversation, holder)
        edge.tell(conversation)
    await edge.run(idle.wake)
    _tell(edge, await edge.run(idle.warn))
    for conversation in await edge.run(idle.to_close):
        await edge.run(_close, conversation)
        edge.tell(conversation)
    _tell(edge, await edge.run(idle.offer_call_backs, edge.settings))
    for conversation in await edge.run(abandoned.to_end):
        if await edge.run(abandoned.end, conversation, edge.settings):
            edge.tell(conversation)
    await assign_waiting(edge)


async def assign_waiting(edge: Edge) -> None:
    """Gives out what waits. Each is a transaction of its own; where somebody takes it meanwhile, nothing happens."""
    for conversation in await edge.run(assign.to_assign):
        for account in await edge.run(assign.candidates, conversation):
            if await edge.run(hands.assign, conversation, account):
                edge.tell(conversation)
                break


def held_by_the_lost(session: Session) -> list[tuple[str, int]]:
    """Conversations whose holder gave no sign for too long."""
    rows = session.execute(select(Conversation.id, Conversation.holder_id).where(Conversation.stage == "held"))
    held = [(row.id, row.holder_id) for row in rows if row.holder_id is not None]
    lost = presence.lost(session, (holder for _, holder in held))
    return [(conversation, holder) for conversation, holder in held if holder in lost]


def _lose(session: Session, conversation: str, holder: int) -> None:
    with suppress(DeskError):  # the citizen ended it, or it was erased, at this moment
        hands.lose(session, conversation, holder)


def _close(session: Session, conversation: str) -> None:
    if not idle.is_silent(session, conversation):
        return
    with suppress(DeskError):  # it changed hands at this moment
        hands.close(session, SYSTEM, conversation, "idle")


async def _forget(edge: Edge) -> None:
    await edge.run(forget_call_backs, edge)


def forget_call_backs(session: Session, edge: Edge) -> None:
    """Numbers after their days, rows when conversations of that age go."""
    days = read_terms(session, edge.settings).keep_conversations_days
    call_backs.forget(session, timedelta(days=days))


def _tell(edge: Edge, conversations: Iterable[str]) -> None:
    for each in conversations:
        edge.tell(each)


WORK = (
    Work("desk_queue", timedelta(seconds=10), look_after),
    Work("call_backs", timedelta(hours=1), _forget),
)
