"""A conversation as staff see it: the page, its parts, live, and sending."""

import json
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.signed_in import SignedIn, is_running
from bot.web.api.access import SharedEdge
from bot.web.api.conversations import Since
from bot.web.chat.cards import card_of
from bot.web.citizen.known import names
from bot.web.conversations import Entry, items_since
from bot.web.desk import private, reads
from bot.web.desk.age import age
from bot.web.desk.errors import DeskError
from bot.web.desk.page import by_script, render
from bot.web.desk.reasons import REASONS, word_key
from bot.web.desk.refused import refused
from bot.web.desk.send import checked, send, written
from bot.web.desk.sight import look_at, why
from bot.web.desk.view import see, staff_state
from bot.web.edge import Edge
from bot.web.intake import MessageRefused
from bot.web.live import HELLO, STILL_HERE, EventStream, follow
from bot.web.words import lang_of

ROOT = "/lam-viec/c/{conversation}"
Number = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
router = APIRouter()


@router.get(ROOT)
async def page(request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number) -> Response:
    """The whole of it; one row in the log of reads."""
    return await whole(request, edge, me, who, conversation)


@router.post(ROOT)
async def say(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    conversation: Number,
    client_id: Annotated[uuid.UUID, Form()],
    text: Annotated[str, Form()] = "",
) -> Response:
    """A message of the holder; the script gets its item, a form is led back to the page."""

    async def again(**more: Any) -> Response:
        return await whole(request, edge, me, who, conversation, opening=False, **more)

    try:
        seq = await edge.run(_send, me, who, conversation, str(client_id), text)
    except (DeskError, MessageRefused) as error:
        return await refused(request, error, again, draft=text)
    edge.tell(conversation)
    if not by_script(request):
        return RedirectResponse(f"/lam-viec/c/{conversation}#m{seq}", 303)
    sent = await edge.run(_items, me, who, conversation, seq - 1)
    return fragment(request, conversation, sent[0][:1], sent[1])


@router.get(ROOT + "/tin")
async def items(
    request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number, since: Since = 0
) -> Response:
    """Items after ``since`` as HTML."""
    try:
        new, kept = await edge.run(_items, me, who, conversation, since)
    except DeskError as error:
        return await refused(request, error)
    return fragment(request, conversation, new, kept)


@router.get(ROOT + "/stream")
async def stream(
    request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number, since: Since = 0
) -> Response:
    """Events ``item`` (HTML) and ``state`` (typing, stage, holder)."""
    try:
        await edge.run(_items, me, who, conversation, since)
    except DeskError as error:
        return await refused(request, error)
    return EventStream(edge, f"{conversation} {me.sign_in_id}", _events(request, edge, me, conversation, since))


@router.get(ROOT + "/ben")
async def side(request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number) -> Response:
    """What stands beside the transcript, and what can be done now: drawn anew when who answers has changed."""
    return await whole(request, edge, me, who, conversation, template="beside.html", opening=False)


async def whole(
    request: Request,
    edge: Edge,
    me: SignedIn,
    who: Who,
    conversation: str,
    *,
    template: str = "talk.html",
    opening: bool = True,
    status: int = 200,
    **more: Any,
) -> Response:
    """The page, or a part of it with the same values."""
    try:
        shown = await edge.run(see, me, who, conversation, opening=opening)
    except DeskError as error:
        return await refused(request, error)
    known = await edge.run(names, request.app.state.library, lang_of(request))
    values = {"error": "", "draft": "", "revealed": None, "client_id": uuid.uuid4()} | more
    return render(
        request, template, status, shown=shown, conversation=shown.conversation, held_by_me=shown.held_by_me,
        cards=[card_of(entry) for entry in shown.entries], kept=shown.kept, desk=True, known=known, age=age,
        reasons=[(reason, word_key(reason)) for reason in REASONS], **values,
    )  # fmt: skip


def fragment(
    request: Request, conversation: str, entries: list[Entry], kept: dict[int, list[tuple[int, str]]]
) -> Response:
    """Items alone, for the script."""
    cards = [card_of(entry) for entry in entries]
    response = render(request, "items.html", cards=cards, kept=kept, desk=True, conversation={"id": conversation})
    response.headers["X-Conversation"] = conversation
    return response


async def _events(request: Request, edge: Edge, me: SignedIn, conversation: str, since: int) -> AsyncIterator[str]:
    def look(session: Session, after: int) -> tuple[list[Entry], dict[str, Any]] | None:
        found = staff_state(session, conversation) if is_running(session, me.sign_in_id) else None
        if found is None:
            return None
        return items_since(session, conversation, after) if found[0] > after else [], found[1]

    yield HELLO
    async for news in follow(request, edge, conversation, since, look):
        if news is None:
            yield STILL_HERE
            continue
        if news.items:
            kept = await edge.run(_kept, me, conversation)
            html = bytes(fragment(request, conversation, news.items, kept).body).decode()
            yield f"id: {news.items[-1].seq}\nevent: item\ndata: {json.dumps(html, ensure_ascii=False)}\n\n"
        if news.state is not None:
            yield f"event: state\ndata: {json.dumps(news.state)}\n\n"


def _send(session: Session, me: SignedIn, who: Who, conversation: str, client_id: str, text: str) -> int:
    found = look_at(session, me, conversation)
    return send(session, who, conversation, client_id, written(checked(text), found.lang))


def _items(
    session: Session, me: SignedIn, who: Who, conversation: str, since: int
) -> tuple[list[Entry], dict[int, list[tuple[int, str]]]]:
    found = look_at(session, me, conversation)
    reads.seen(session, who, conversation, why(session, me, found))
    return items_since(session, conversation, since), _kept(session, me, conversation)


def _kept(session: Session, me: SignedIn, conversation: str) -> dict[int, list[tuple[int, str]]]:
    """What the holder may reveal; of others, nothing."""
    mine = staff_state(session, conversation)
    if mine is None or mine[1]["holder"] != me.account_id:
        return {}
    return private.kept(session, conversation)
