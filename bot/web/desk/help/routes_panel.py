"""The help beside a conversation, as a page of its own or as the part that the conversation's page shows."""

import uuid
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import Response
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.desk import hands
from bot.web.desk.errors import DeskError
from bot.web.desk.help import cards, notes
from bot.web.desk.help.errors import HelpError
from bot.web.desk.help.meaning import meaning
from bot.web.desk.help.panel import known_for, panel
from bot.web.desk.help.sight import visible
from bot.web.desk.help.toggles import facts_of
from bot.web.desk.page import by_script, render
from bot.web.desk.refused import refused
from bot.web.desk.send import send
from bot.web.edge import Edge
from bot.web.errors import Refused
from procedures.calendar import today
from procedures.facts import Facts
from procedures.words import say

router = APIRouter(include_in_schema=False)
TALK = "/lam-viec/c/{conversation}"
Conversation = Annotated[str, Path(max_length=64)]
Short = Annotated[str, Form(max_length=80)]
Word = Annotated[str, Query(max_length=80)]


@router.get(f"{TALK}/tro-giup")
async def help_beside(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    conversation: Conversation,
    q: Annotated[str, Query(max_length=200)] = "",
    slug: Annotated[str, Query(alias="thu-tuc", max_length=80)] = "",
    topic: Annotated[str, Query(alias="muc", max_length=20)] = "",
) -> Response:
    """Drafts for the citizen's newest message, the picker of cards, canned replies, notes."""
    return await _panel(request, edge, me, who, conversation, picker={"q": q, "slug": slug, "topic": topic})


@router.post(f"{TALK}/the")
async def send_card(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    conversation: Conversation,
    client_id: Annotated[uuid.UUID, Form()],
    slug: Short = "",
    topic: Short = "",
    version: Annotated[int | None, Form()] = None,
    for_whom: Short = "",
    age: Short = "",
    level: Short = "",
    province: Short = "",
    channel: Short = "",
    occasion: Short = "",
    groups: Annotated[list[str] | None, Form(max_length=20)] = None,
) -> Response:
    """An answer of the knowledge base, for the facts that the person saw it made for."""
    form = {
        "for_whom": for_whom, "age": age, "level": level, "province": province, "channel": channel, "occasion": occasion
    }  # fmt: skip
    facts = facts_of(form, groups or [])
    try:
        await edge.run(_send_card, who, conversation, str(client_id), (slug, topic, version), facts)
    except (DeskError, HelpError) as error:
        return await _panel(request, edge, me, who, conversation, error=error)
    edge.tell(conversation)
    return await _done(request, edge, me, who, conversation, "sent")


@router.post(f"{TALK}/huong-dan")
async def send_guide(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    conversation: Conversation,
    client_id: Annotated[uuid.UUID, Form()],
    slug: Short = "",
    give_back: Annotated[bool, Form()] = False,
) -> Response:
    """An invitation to the guide; with ``give_back`` the bot answers again, and its button begins the guide."""
    base = str(request.base_url).rstrip("/")
    try:
        await edge.run(_send_guide, who, conversation, str(client_id), slug, base, give_back)
    except (DeskError, HelpError) as error:
        return await _panel(request, edge, me, who, conversation, error=error)
    edge.tell(conversation)
    return await _done(request, edge, me, who, conversation, "given_back" if give_back else "sent")


@router.post(f"{TALK}/ghi-chu")
async def write_note(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    conversation: Conversation,
    form_id: Annotated[uuid.UUID, Form()],
    note: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """A note among colleagues."""
    try:
        try:
            await edge.run(_add_note, me, who, conversation, form_id, note)
        except IntegrityError:  # the same form at the same moment
            await edge.run(_add_note, me, who, conversation, form_id, note)
    except (DeskError, HelpError, Refused) as error:
        return await _panel(request, edge, me, who, conversation, error=error, note=note)
    return await _done(request, edge, me, who, conversation, "noted")


def _send_card(
    session: Session, who: Who, conversation: str, client_id: str, about: tuple[str, str, int | None], facts: Facts
) -> None:
    if cards.sent_before(session, conversation, client_id):
        return
    slug, topic, version = about
    lang = cards.held_language(session, conversation, who.account_id)
    payload = cards.card(session, slug, topic, on=today(), lang=lang, facts=facts, version=version)
    send(session, who, conversation, client_id, payload)


def _send_guide(
    session: Session, who: Who, conversation: str, client_id: str, slug: str, base: str, give_back: bool
) -> None:
    if cards.sent_before(session, conversation, client_id):
        return
    lang = cards.held_language(session, conversation, who.account_id)
    send(session, who, conversation, client_id, cards.guide_card(session, slug, on=today(), lang=lang, base=base))
    if give_back:
        hands.give_back(session, who, conversation)


def _add_note(session: Session, me: SignedIn, who: Who, conversation: str, form_id: uuid.UUID, note: str) -> None:
    visible(session, me, who, conversation)
    notes.add_note(session, who, conversation, form_id, note, me.lang)


async def _done(request: Request, edge: Edge, me: SignedIn, who: Who, conversation: str, done: str) -> Response:
    if by_script(request):
        return await _panel(request, edge, me, who, conversation, done=done)
    return to(f"/lam-viec/c/{conversation}")


async def _panel(
    request: Request, edge: Edge, me: SignedIn, who: Who, conversation: str, *,
    picker: Mapping[str, str] | None = None, error: Exception | None = None, done: str = "", note: str = "",
) -> Response:  # fmt: skip
    try:
        known = await edge.run(known_for, me, who, conversation)
        meant = await meaning(edge, known.text)
        about: dict[str, Any] = {"meant": meant, "on": today(), **(picker or {})}
        view = await edge.run(panel, me, who, edge.settings, conversation, **about)
    except DeskError as missing:
        return await refused(request, missing)
    template = "help/parts.html" if by_script(request) else "help/page.html"
    sentence, status = _sentence(error, me.lang) if error else ("", 200)
    return render(
        request, template, status, area="help", error=sentence, view=view, q=(picker or {}).get("q", ""),
        topics=cards.TOPICS, done=done, note=note,
    )  # fmt: skip


def _sentence(error: Exception, lang: str) -> tuple[str, int]:
    if isinstance(error, Refused):
        return error.problem.sentence(lang), error.problem.status
    if isinstance(error, DeskError):
        return say(f"desk.error.{error.key}", lang), error.status
    assert isinstance(error, HelpError)
    return say(f"help.error.{error.key}", lang), error.status
