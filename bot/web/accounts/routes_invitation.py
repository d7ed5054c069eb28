"""The page behind a link that works once: the first admin, a new colleague, a new password."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from bot.web.accounts import invitations, passwords
from bot.web.accounts.errors import AccountError
from bot.web.accounts.page import render, to
from bot.web.api.access import COUNTED, Address, SharedEdge
from bot.web.chat.origin import check_origin
from bot.web.edge import Edge

router = APIRouter(include_in_schema=False, dependencies=COUNTED)
Words = Annotated[str, Form(max_length=1000)]


@router.get("/loi-moi/{token}")
async def page(request: Request, edge: SharedEdge, token: str) -> Response:
    """The form; looking at it uses nothing up."""
    return await _form(request, edge, token)


@router.post("/loi-moi/{token}", dependencies=[Depends(check_origin)])
async def accept(
    request: Request,
    edge: SharedEdge,
    address: Address,
    token: str,
    login: Words = "",
    name: Words = "",
    password: Words = "",
    again: Words = "",
) -> Response:
    """Sets the password, for the first admin makes the account too; then they sign in like everybody."""
    typed = {"login": login[:80], "name": name[:80]}
    try:
        purpose, _ = await edge.run(invitations.look_at, token)
        await edge.run(invitations.check_password, token, password, login, name)
        if password != again:
            return await _form(request, edge, token, typed=typed, unlike=True)
        hashed = await asyncio.to_thread(passwords.hashed, password)
        if purpose == "first_admin":
            await edge.run(invitations.become_first_admin, token, login, name, hashed, address)
        else:
            await edge.run(invitations.accept, token, hashed, address)
    except AccountError as error:
        return await _form(request, edge, token, error, typed=typed)
    return to("/dang-nhap?moi=1")


async def _form(
    request: Request,
    edge: Edge,
    token: str,
    error: AccountError | None = None,
    typed: dict[str, str] | None = None,
    unlike: bool = False,
) -> Response:
    try:
        purpose, account = await edge.run(invitations.look_at, token)
    except AccountError as spent:
        return render(request, "message.html", error=spent)
    return render(
        request, "invitation.html", 422 if unlike else 200, error=error, purpose=purpose, account=account,
        typed=typed or {}, unlike=unlike,
    )  # fmt: skip
