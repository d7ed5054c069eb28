"""Pages for signing in and out: password, then the second factor."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from bot.web.accounts import cookie, demo, sign_in, signed_in
from bot.web.accounts.device import device_of
from bot.web.accounts.errors import AccountError
from bot.web.accounts.guard import Me, who_is
from bot.web.accounts.page import own_path, render, to
from bot.web.accounts.policy import policy_for
from bot.web.api.access import COUNTED, Address, SharedEdge
from bot.web.chat.origin import check_origin

router = APIRouter(include_in_schema=False, dependencies=COUNTED)
Words = Annotated[str, Form(max_length=1000)]


@router.get("/dang-nhap")
async def page(request: Request, edge: SharedEdge, ve: str = "") -> Response:
    """The form, or on to where somebody who is signed in already wanted to go."""
    me = await who_is(request, edge)
    if me is not None:
        return to(own_path(ve) if me.full else _second_step(me.has_second_factor, ve))
    return _form(request, ve)


@router.post("/dang-nhap", dependencies=[Depends(check_origin)])
async def with_password(
    request: Request, edge: SharedEdge, address: Address, login: Words = "", password: Words = "", ve: Words = ""
) -> Response:
    """Login and password; who was signed in here before is signed out."""
    try:
        opened = await sign_in.with_password(edge, policy_for(request), login, password, device_of(request, address))
    except AccountError as error:
        return _form(request, ve, error=error, login=login[:80])
    before = await who_is(request, edge)
    if before is not None:
        await edge.run(signed_in.end, before.account_id, before.sign_in_id)
    response = to(own_path(ve) if opened.full else _second_step(opened.has_second_factor, ve))
    cookie.remember(request, response, opened.token)
    return response


@router.get("/dang-nhap/ma")
def second_page(request: Request, me: Me, ve: str = "") -> Response:
    """The form for a code of the app, or a recovery code."""
    if me.full or not me.has_second_factor:
        return to(own_path(ve) if me.full else "/tai-khoan/hai-lop")
    return render(request, "code.html", ve=ve)


@router.post("/dang-nhap/ma")
async def with_code(
    request: Request,
    edge: SharedEdge,
    address: Address,
    me: Me,
    code: Words = "",
    ve: Words = "",
    recovery: Annotated[bool, Form()] = False,
) -> Response:
    """A code of the app, or one of the recovery codes; the session gets a new token."""
    if me.full or not me.has_second_factor:
        return to(own_path(ve) if me.full else "/tai-khoan/hai-lop")
    try:
        opened = await sign_in.with_code(edge, me, code, device_of(request, address), recovery=recovery)
    except AccountError as error:
        return render(request, "code.html", error=error, ve=ve)
    response = to(own_path(ve))
    cookie.remember(request, response, opened.token)
    return response


@router.post("/dang-xuat")
async def out(request: Request, edge: SharedEdge, me: Me) -> Response:
    """Signs out here; other browsers stay signed in."""
    await edge.run(signed_in.end, me.account_id, me.sign_in_id)
    response = to("/dang-nhap")
    cookie.forget(request, response)
    return response


def _form(request: Request, ve: str, error: AccountError | None = None, login: str = "") -> Response:
    samples = demo.shown() if policy_for(request).samples else None
    with_sign_on = request.app.state.sign_on is not None
    return render(
        request,
        "sign_in.html",
        error=error,
        ve=ve,
        login=login,
        samples=samples,
        fresh="moi" in request.query_params,
        with_sign_on=with_sign_on,
    )


def _second_step(has_second_factor: bool, ve: str) -> str:
    wanted = own_path(ve)
    asked = f"?ve={quote(wanted)}" if wanted != "/tai-khoan" else ""
    return f"/dang-nhap/ma{asked}" if has_second_factor else "/tai-khoan/hai-lop"
