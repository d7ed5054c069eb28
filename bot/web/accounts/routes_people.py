"""«Người dùng»: who works here, for admins."""

from collections.abc import Callable, Mapping
from typing import Annotated, Concatenate

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts import people
from bot.web.accounts.errors import AccountError, NoSuchAccount
from bot.web.accounts.guard import Acting
from bot.web.accounts.page import render, to
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.roles import ROLES

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=1000)]
Roles = Annotated[list[str] | None, Form(max_length=len(ROLES))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
HOME = "/quan-tri/nguoi-dung"


@router.get("/quan-tri/nguoi-dung")
async def everybody(request: Request, edge: SharedEdge) -> Response:
    """All accounts and teams."""
    return await _list(request, edge)


@router.get("/quan-tri/nguoi-dung/moi")
async def new(request: Request, edge: SharedEdge) -> Response:
    """The form that invites somebody."""
    return await _new(request, edge, {"roles": []})


@router.post("/quan-tri/nguoi-dung/moi")
async def invite(
    request: Request,
    edge: SharedEdge,
    who: Acting,
    login: Words = "",
    name: Words = "",
    email: Words = "",
    roles: Roles = None,
    team: Words = "",
    reason: Words = "",
) -> Response:
    """Makes the account and shows the link once: the admin hands it on."""
    typed = {"login": login, "name": name, "email": email, "roles": roles or [], "team": team, "reason": reason}
    try:
        account_id, token = await edge.run(people.invite, who, login, name, email, roles or [], _number(team), reason)
    except AccountError as error:
        return await _new(request, edge, typed, error)
    return _link(request, account_id, name, "invite", token)


@router.post("/quan-tri/nguoi-dung/to")
async def add_team(request: Request, edge: SharedEdge, who: Acting, team: Words = "") -> Response:
    """A new team."""
    try:
        await edge.run(people.add_team, who, team)
    except AccountError as error:
        return await _list(request, edge, error)
    return to(HOME)


@router.get("/quan-tri/nguoi-dung/{account}")
async def person(request: Request, edge: SharedEdge, account: Number, xong: bool = False) -> Response:
    """One account with everything an admin may do to it."""
    return await _person(request, edge, account, done=xong)


@router.post("/quan-tri/nguoi-dung/{account}")
async def change(
    request: Request,
    edge: SharedEdge,
    who: Acting,
    account: Number,
    name: Words = "",
    roles: Roles = None,
    team: Words = "",
    reason: Words = "",
) -> Response:
    """Name, roles, team."""
    return await _do(request, edge, account, people.change, who, account, name, roles or [], _number(team), reason)


@router.post("/quan-tri/nguoi-dung/{account}/khoa")
async def lock(request: Request, edge: SharedEdge, who: Acting, account: Number, reason: Words = "") -> Response:
    """Lets somebody out."""
    return await _do(request, edge, account, people.set_active, who, account, False, reason)


@router.post("/quan-tri/nguoi-dung/{account}/mo")
async def unlock(request: Request, edge: SharedEdge, who: Acting, account: Number, reason: Words = "") -> Response:
    """Lets somebody in again."""
    return await _do(request, edge, account, people.set_active, who, account, True, reason)


@router.post("/quan-tri/nguoi-dung/{account}/hai-lop")
async def reset(request: Request, edge: SharedEdge, who: Acting, account: Number, reason: Words = "") -> Response:
    """For a lost telephone."""
    return await _do(request, edge, account, people.reset_second_factor, who, account, reason)


@router.post("/quan-tri/nguoi-dung/{account}/mat-khau")
async def password(request: Request, edge: SharedEdge, who: Acting, account: Number, reason: Words = "") -> Response:
    """A link to choose a password, shown once."""
    try:
        token = await edge.run(people.new_password_link, who, account, reason)
        found = await edge.run(people.person, account)
    except AccountError as error:
        return await _person(request, edge, account, error)
    return _link(request, account, found.name, "reset" if found.password_hash else "invite", token)


async def _do[**P](
    request: Request,
    edge: Edge,
    account: int,
    act: Callable[Concatenate[Session, P], None],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Response:
    try:
        await edge.run(act, *args, **kwargs)
    except AccountError as error:
        return await _person(request, edge, account, error)
    return to(f"{HOME}/{account}?xong=1")


async def _list(request: Request, edge: Edge, error: AccountError | None = None) -> Response:
    accounts, teams = await edge.run(people.everybody), await edge.run(people.teams)
    return render(request, "people.html", error=error, accounts=accounts, teams={team.id: team.name for team in teams})


async def _new(
    request: Request, edge: Edge, typed: Mapping[str, object], error: AccountError | None = None
) -> Response:
    teams = await edge.run(people.teams)
    return render(request, "invite.html", error=error, typed=typed, teams=teams, all_roles=ROLES)


async def _person(
    request: Request, edge: Edge, account_id: int, error: AccountError | None = None, done: bool = False
) -> Response:
    try:
        account = await edge.run(people.person, account_id)
    except NoSuchAccount as missing:
        return render(request, "message.html", error=missing)
    teams = await edge.run(people.teams)
    return render(request, "person.html", error=error, account=account, teams=teams, all_roles=ROLES, done=done)


def _link(request: Request, account_id: int, name: str, purpose: str, token: str) -> Response:
    link = f"{str(request.base_url).rstrip('/')}/loi-moi/{token}"
    return render(request, "link.html", link=link, name=name, purpose=purpose, account_id=account_id)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
