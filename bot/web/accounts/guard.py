"""Stands before every handler: asks the table of permissions, and for forms of staff the CSRF token."""

from typing import Annotated
from urllib.parse import quote

import structlog
from fastapi import Depends, Request

from bot.web.accounts import cookie, csrf, signed_in
from bot.web.accounts.audit import Who
from bot.web.accounts.permissions import allows, rule_of
from bot.web.accounts.policy import policy_for
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import Address, SharedEdge
from bot.web.chat.origin import check_origin
from bot.web.errors import Problem, Refused

NOT_SIGNED_IN = Problem(401, "not_signed_in", "accounts.error.not_signed_in")
FORBIDDEN = Problem(403, "forbidden", "accounts.error.forbidden")
NO_ROW = Problem(403, "not_in_permission_table", "accounts.error.forbidden")
STALE_FORM = Problem(403, "stale_form", "accounts.error.stale_form")
_SAFE = ("GET", "HEAD", "OPTIONS")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
log = structlog.get_logger()


async def guard(request: Request, edge: SharedEdge) -> None:
    """A dependency of the whole application. Raises Refused; leaves who is signed in at ``request.state.me``."""
    path = getattr(request.scope.get("route"), "path", "")
    rule = rule_of(request.method, path)
    if rule is None:
        log.error("route_without_permission", method=request.method, route=path)
        raise Refused(NO_ROW)
    if rule.who in ("anybody", "conversation"):
        return
    me = await who_is(request, edge)
    if me is None:
        raise Refused(_to_sign_in(request, "/dang-nhap") or NOT_SIGNED_IN)
    request.state.lang, request.state.me = me.lang, me
    if not allows(rule, me.roles, signed_in=True, full=me.full):
        step = "/dang-nhap/ma" if me.has_second_factor else "/tai-khoan/hai-lop"
        raise Refused(FORBIDDEN if me.full else _to_sign_in(request, step) or NOT_SIGNED_IN)
    if request.method not in _SAFE:
        check_origin(request)
        await _check_csrf(request, me)


async def who_is(request: Request, edge: SharedEdge) -> SignedIn | None:
    """Whoever is signed in with this browser, the second factor given or not."""
    token = cookie.token_in(request)
    return await edge.run(signed_in.find, token, policy_for(request)) if token else None


async def get_me(request: Request) -> SignedIn:
    """Whoever is signed in: for handlers behind a rule that asks for it."""
    me: SignedIn = request.state.me
    return me


async def get_who(me: Annotated[SignedIn, Depends(get_me)], address: Address) -> Who:
    """The same for the log."""
    return Who(me.account_id, address)


Me = Annotated[SignedIn, Depends(get_me)]
Acting = Annotated[Who, Depends(get_who)]


async def _check_csrf(request: Request, me: SignedIn) -> None:
    given: object = request.headers.get("x-csrf-token", "")
    if not given and request.headers.get("content-type", "").partition(";")[0] in _FORMS:
        given = (await request.form()).get("csrf", "")
    if not isinstance(given, str) or not csrf.fits(given, me.csrf):
        await request.close()  # with the files of its form
        raise Refused(STALE_FORM)


def _to_sign_in(request: Request, step: str) -> Problem | None:
    """Leads people to the page where they sign in, and back afterwards; programs get a status."""
    if request.method not in _SAFE or "text/html" not in request.headers.get("accept", ""):
        return None
    there = f"{step}?ve={quote(request.url.path)}" if step != "/tai-khoan/hai-lop" else step
    return Problem(303, "sign_in", "accounts.error.not_signed_in", headers={"Location": there})
