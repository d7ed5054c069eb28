"""To the ministry's sign-on and back. A link, not a form: our policy lets forms lead to our own host only."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from bot.web.accounts import cookie, sign_on_account, sign_on_start
from bot.web.accounts.device import device_of
from bot.web.accounts.errors import SignOnFailed
from bot.web.accounts.page import render, to
from bot.web.accounts.sign_on import SignOn
from bot.web.accounts.tokens import new_token
from bot.web.api.access import COUNTED, Address, SharedEdge

router = APIRouter(include_in_schema=False, dependencies=COUNTED)
COOKIE = "mc_sign_on"
log = structlog.get_logger()
Words = Annotated[str, Query(max_length=4000)]


@router.get("/dang-nhap/co-quan")
async def go(request: Request, edge: SharedEdge) -> Response:
    """To the provider."""
    sign_on, browser = _provider(request), new_token()
    state, nonce, verifier = await edge.run(sign_on_start.begin, browser)
    try:
        response = RedirectResponse(await sign_on.address(_back(request), state, nonce, verifier), 302)
    except SignOnFailed as error:
        return _failed(request, error)
    cookie.put(request, response, COOKIE, browser, max_age=int(sign_on_start.LASTS.total_seconds()))
    return response


@router.get("/dang-nhap/co-quan/ve")
async def back(
    request: Request, edge: SharedEdge, address: Address, code: Words = "", state: Words = "", error: Words = ""
) -> Response:
    """From the provider, with a code that we trade for who it is."""
    sign_on = _provider(request)
    browser = request.cookies.get(cookie.name_of(request, COOKIE), "")
    begun = await edge.run(sign_on_start.finish, browser, state)
    try:
        if begun is None or error or not code:
            raise SignOnFailed("refused by the provider" if begun else "not begun here, or ended before")
        person = await sign_on.person(_back(request), code, *begun)
        token = await edge.run(sign_on_account.enter, person, device_of(request, address))
    except SignOnFailed as failed:
        return _failed(request, failed)
    response = to("/tai-khoan")
    cookie.put(request, response, COOKIE, "", max_age=0)
    cookie.remember(request, response, token)
    return response


def _provider(request: Request) -> SignOn:
    sign_on: SignOn | None = request.app.state.sign_on
    if sign_on is None:
        raise HTTPException(404)
    return sign_on


def _back(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}/dang-nhap/co-quan/ve"


def _failed(request: Request, error: SignOnFailed) -> Response:
    log.warning("sign_on_failed", why=error.why)
    return render(request, "message.html", error=error)
