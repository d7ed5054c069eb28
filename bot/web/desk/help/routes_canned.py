"""«Mẫu câu»: canned replies, for team leads and admins."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts import people
from bot.web.accounts.audit import Who
from bot.web.accounts.guard import FORBIDDEN, Acting, Me
from bot.web.accounts.page import to
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.desk.help import canned
from bot.web.desk.help.canned import Reply
from bot.web.desk.help.errors import HelpError, NoSuchReply
from bot.web.desk.page import render
from bot.web.desk.refused import problem_at_desk
from bot.web.desk.sight import may_set
from bot.web.edge import Edge
from bot.web.errors import Refused
from procedures.words import say

router = APIRouter(include_in_schema=False)
HOME = "/lam-viec/mau-cau"
NEW = Reply(0, "", "", "", "", None, True, 0)
Word = Annotated[str, Form(max_length=200)]
Text = Annotated[str, Form(max_length=10_000)]


@router.get(HOME)
async def all_replies(request: Request, edge: SharedEdge, me: Me, xong: bool = False) -> Response:
    """All of them, and the form of a new one."""
    return await _page(request, edge, me, NEW, done=xong)


@router.get(f"{HOME}/{{shortcut}}")
async def one_reply(
    request: Request, edge: SharedEdge, me: Me, shortcut: Annotated[str, Path(max_length=40)]
) -> Response:
    """The form of one that there is."""
    try:
        found = await edge.run(canned.find, shortcut)
    except NoSuchReply as error:
        raise Refused(problem_at_desk(error)) from error
    if not may_set(me, found.team_id):
        raise Refused(FORBIDDEN)
    return await _page(request, edge, me, found)


@router.post(HOME)
async def save_reply(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    reply: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
    revision: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
    shortcut: Word = "",
    title: Word = "",
    text_vi: Text = "",
    text_en: Text = "",
    team: Annotated[str, Form(max_length=10)] = "",
    active: Annotated[bool, Form()] = False,
) -> Response:
    """Makes or changes one of a team whose rules one may set. What is not in order keeps all that was typed."""
    team_id = int(team) if team.isascii() and team.isdecimal() else None
    typed = Reply(reply, shortcut.strip().removeprefix("/"), title, text_vi, text_en, team_id, active, revision)
    try:
        await edge.run(_save, me, who, typed)
    except HelpError as error:
        return await _page(request, edge, me, typed, error=error)
    return to(f"{HOME}?xong=1")


def _save(session: Session, me: SignedIn, who: Who, typed: Reply) -> None:
    if not all(may_set(me, team) for team in (canned.owner(session, typed), typed.team_id)):
        raise Refused(FORBIDDEN)
    canned.save(session, who, typed)


async def _page(
    request: Request, edge: Edge, me: SignedIn, reply: Reply, *, error: HelpError | None = None, done: bool = False
) -> Response:
    replies, teams = await edge.run(canned.everything), await edge.run(people.teams)
    sentence = say(error.words, request.state.me.lang) if error else ""
    return render(
        request, "help/canned.html", error.status if error else 200, area="help", error=sentence, replies=replies,
        teams=[team for team in teams if may_set(me, team.id)], for_all=may_set(me, None),
        mine={each.shortcut for each in replies if may_set(me, each.team_id)}, reply=reply,
        is_new=not any(each.shortcut == reply.shortcut for each in replies) or not reply.shortcut,
        variables=canned.VARIABLES, longest=canned.LONGEST, done=done,
    )  # fmt: skip
