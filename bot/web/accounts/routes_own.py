"""«Tài khoản»: one's own password, second factor, sessions and language."""

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts import cookie, own, passwords, second_factor, signed_in, tries
from bot.web.accounts.audit import Who
from bot.web.accounts.errors import AccountError, WrongSignIn
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import render, to
from bot.web.accounts.policy import policy_for
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=1000)]
HOME = "/tai-khoan"


@router.get("/tai-khoan")
async def page(request: Request, edge: SharedEdge, me: Me, xong: str = "") -> Response:
    """Everything about one's own account. ``xong`` names what was just done."""
    return await _page(request, edge, me, done=xong if xong in ("mat-khau", "hai-lop-tat", "phien") else "")


@router.post("/tai-khoan/mat-khau")
async def password(
    request: Request, edge: SharedEdge, me: Me, who: Acting, current: Words = "", new: Words = "", again: Words = ""
) -> Response:
    """A new password for the present one."""
    try:
        await _try(edge, me, current)
        passwords.check_new(new, *await edge.run(own.identity, me.account_id))
    except AccountError as error:
        return await _page(request, edge, me, error=error, part="password")
    if new != again:
        return await _page(request, edge, me, status=422, part="password", unlike=True)
    token = await edge.run(own.set_password, me, who, await asyncio.to_thread(passwords.hashed, new))
    return _on(request, token, f"{HOME}?xong=mat-khau")


@router.post("/tai-khoan/ngon-ngu")
async def language(edge: SharedEdge, me: Me, lang: Annotated[str, Form(pattern="^(vi|en)$")]) -> Response:
    """The language of one's pages."""
    await edge.run(own.set_language, me, lang)
    return to(HOME)


@router.get("/tai-khoan/hai-lop")
def set_up(request: Request, me: Me) -> Response:
    """A new secret as a QR code; nothing is stored until the app has shown its first code."""
    return to(HOME) if me.has_second_factor else _set_up(request, me)


@router.post("/tai-khoan/hai-lop")
async def take_up(
    request: Request, edge: SharedEdge, me: Me, who: Acting, sealed: Words = "", code: Words = ""
) -> Response:
    """Takes the secret of the form, sealed for this person and session, once a code of it is right."""
    key = _key(edge)
    secret = second_factor.open_form(key, sealed, me.sign_in_id)
    if secret is None:
        return to("/tai-khoan/hai-lop")
    try:
        token, codes = await edge.run(own.add_second_factor, me, who, key, secret, code)
    except WrongSignIn as error:
        return _set_up(request, me, secret, error)
    response = render(request, "recovery_codes.html", codes=codes)
    cookie.remember(request, response, token)
    return response


@router.post("/tai-khoan/hai-lop/tat")
async def drop(request: Request, edge: SharedEdge, me: Me, who: Acting, code: Words = "") -> Response:
    """No second factor any more, where none is needed."""
    try:
        if not own.may_drop_second_factor(me, policy_for(request)):
            raise WrongSignIn
        token = await _with_code(edge, me, who, own.drop_second_factor, code)
    except AccountError as error:
        return await _page(request, edge, me, error=error, part="second_factor")
    return _on(request, token, f"{HOME}?xong=hai-lop-tat")


@router.post("/tai-khoan/ma-du-phong")
async def renew(request: Request, edge: SharedEdge, me: Me, who: Acting, code: Words = "") -> Response:
    """New recovery codes, shown once."""
    try:
        codes = await _with_code(edge, me, who, own.renew_recovery_codes, code)
    except AccountError as error:
        return await _page(request, edge, me, error=error, part="second_factor")
    return render(request, "recovery_codes.html", codes=codes)


@router.post("/tai-khoan/phien/{sign_in}")
async def end_one(edge: SharedEdge, me: Me, sign_in: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Response:
    """Signs out another browser; an unknown number does nothing."""
    await edge.run(signed_in.end, me.account_id, sign_in)
    return to(f"{HOME}?xong=phien")


@router.post("/tai-khoan/phien")
async def end_others(edge: SharedEdge, me: Me) -> Response:
    """Signs out all other browsers."""
    await edge.run(signed_in.end_all, me.account_id, me.sign_in_id)
    return to(f"{HOME}?xong=phien")


async def _page(
    request: Request, edge: Edge, me: SignedIn, status: int = 200, error: AccountError | None = None, **values: object
) -> Response:
    sessions = await edge.run(signed_in.running, me.account_id)
    left = await edge.run(own.recovery_codes_left, me.account_id)
    values = {"done": "", "part": "", "unlike": False} | values
    can_drop = own.may_drop_second_factor(me, policy_for(request))
    values |= {"sessions": sessions, "codes_left": left, "can_drop": can_drop}
    return render(request, "own.html", status, error=error, **values)


def _set_up(request: Request, me: SignedIn, secret: str = "", error: AccountError | None = None) -> Response:
    secret = secret or second_factor.new_secret()
    key = request.app.state.edge.settings.accounts_key.get_secret_value()
    qr = second_factor.qr_code(second_factor.address_of(secret, me.login))
    sealed = second_factor.seal_form(key, secret, me.sign_in_id)
    return render(request, "second_factor.html", error=error, secret=secret, qr=qr, sealed=sealed)


async def _try(edge: Edge, me: SignedIn, current: str) -> None:
    """Whether the present password is right; guesses are counted here too."""
    subjects = [tries.subject(edge.settings.address_key.get_secret_value().encode(), "login", me.login)]
    await edge.run(tries.begin, subjects)
    stored = await edge.run(own.password_hash, me.account_id)
    if not await asyncio.to_thread(passwords.fits, current, stored):
        raise WrongSignIn
    await edge.run(tries.was_right, subjects)


async def _with_code[T](
    edge: Edge, me: SignedIn, who: Who, do: Callable[[Session, SignedIn, Who, str, str], T], code: str
) -> T:
    subjects = [tries.subject(edge.settings.address_key.get_secret_value().encode(), "code", str(me.account_id))]
    await edge.run(tries.begin, subjects)
    done = await edge.run(do, me, who, _key(edge), code[:40])
    await edge.run(tries.was_right, subjects)
    return done


def _key(edge: Edge) -> str:
    return edge.settings.accounts_key.get_secret_value()


def _on(request: Request, token: str, path: str) -> Response:
    response = to(path)
    cookie.remember(request, response, token)
    return response
