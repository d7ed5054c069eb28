"""The help beside a conversation, as a page of its own or as the part that the conversation's page shows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Query, Request
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
from bot.web.desk.help.meaning import meaning
from bot.web.desk.help.panel import known_for, panel
from bot.web.desk.help.sight import visible
from bot.web.desk.help.toggles import facts_of
from bot.web.desk.help.told import Short, ToldForm
from bot.web.desk.page import by_script, render
from bot.web.desk.refused import problem_at_desk, refused
from bot.web.desk.send import send
from bot.web.errors import Refused
from procedures.calendar import today
from procedures.facts import Facts

router = APIRouter(include_in_schema=False)
TALK = "/lam-viec/c/{conversation}"


@dataclass(frozen=True)
class Beside:
    """Who asks, beside which conversation."""

    request: Request
    edge: SharedEdge
    me: Me
    who: Acting
    conversation: Annotated[str, Path(max_length=64)]


Here = Annotated[Beside, Depends()]


@router.get(f"{TALK}/tro-giup")
async def help_beside(
    here: Here,
    q: Annotated[str, Query(max_length=200)] = "",
    slug: Annotated[str, Query(alias="thu-tuc", max_length=80)] = "",
    topic: Annotated[str, Query(alias="muc", max_length=20)] = "",
) -> Response:
    """Drafts for the citizen's newest message, the picker of cards, canned replies, notes."""
    return await _panel(here, picker={"q": q, "slug": slug, "topic": topic})


@router.post(f"{TALK}/the")
async def send_card(
    here: Here,
    client_id: Annotated[uuid.UUID, Form()],
    told: ToldForm,
    slug: Short = "",
    topic: Short = "",
    version: Annotated[int | None, Form()] = None,
) -> Response:
    """An answer of the knowledge base, for the facts that the person saw it made for."""
    facts = facts_of(told.single, told.groups)
    try:
        about = slug, topic, version
        await here.edge.run(_send_card, here.who, here.conversation, str(client_id), about, facts)
    except DeskError as error:
        return await _panel(here, error=error)
    here.edge.tell(here.conversation)
    return await _done(here, "sent")


@router.post(f"{TALK}/huong-dan")
async def send_guide(
    here: Here,
    client_id: Annotated[uuid.UUID, Form()],
    slug: Short = "",
    give_back: Annotated[bool, Form()] = False,
) -> Response:
    """An invitation to the guide; with ``give_back`` the bot answers again, and its button begins the guide."""
    base = str(here.request.base_url).rstrip("/")
    try:
        await here.edge.run(_send_guide, here.who, here.conversation, str(client_id), slug, base, give_back)
    except DeskError as error:
        return await _panel(here, error=error)
    here.edge.tell(here.conversation)
    return await _done(here, "given_back" if give_back else "sent")


@router.post(f"{TALK}/ghi-chu")
async def write_note(
    here: Here,
    form_id: Annotated[uuid.UUID, Form()],
    note: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """A note among colleagues."""
    try:
        try:
            await here.edge.run(_add_note, here.me, here.who, here.conversation, form_id, note)
        except IntegrityError:  # the same form at the same moment
            await here.edge.run(_add_note, here.me, here.who, here.conversation, form_id, note)
    except (DeskError, Refused) as error:
        return await _panel(here, error=error, note=note)
    return await _done(here, "noted")


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


async def _done(here: Beside, done: str) -> Response:
    if by_script(here.request):
        return await _panel(here, done=done)
    return to(f"/lam-viec/c/{here.conversation}")


async def _panel(
    here: Beside, *, picker: Mapping[str, str] | None = None, error: Exception | None = None, done: str = "",
    note: str = "",
) -> Response:  # fmt: skip
    run, me, typed = here.edge.run, here.me, picker or {}
    try:
        known = await run(known_for, me, here.who, here.conversation)
        meant = await meaning(here.edge, known.text)
        about: dict[str, Any] = {"meant": meant, "on": today(), **typed}
        view = await run(panel, me, here.who, here.edge.settings, here.conversation, **about)
    except DeskError as missing:
        return await refused(here.request, missing)
    template = "help/parts.html" if by_script(here.request) else "help/page.html"
    problem = problem_at_desk(error) if error else None
    return render(
        here.request, template, problem.status if problem else 200, area="help",
        error=problem.sentence(me.lang) if problem else "", view=view, q=typed.get("q", ""), topics=cards.TOPICS,
        done=done, note=note,
    )  # fmt: skip
