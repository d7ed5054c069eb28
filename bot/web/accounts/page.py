"""Pages of those who work here: words, language, where to go next."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.web.accounts.csrf import masked
from bot.web.accounts.errors import (
    AccountError,
    BadField,
    LastAdmin,
    LinkSpent,
    LoginTaken,
    NoRole,
    NoSuchAccount,
    SignOnFailed,
    TooManyTries,
    WeakPassword,
    WrongSignIn,
)
from bot.web.accounts.menu import menu_for
from bot.web.accounts.signed_in import SignedIn
from bot.web.chat.cookie import remember_lang
from bot.web.words import lang_of
from procedures.calendar import VIETNAM
from procedures.words import say

_STATUS: Mapping[type[AccountError], int] = {
    WrongSignIn: 401, TooManyTries: 429, WeakPassword: 422, LinkSpent: 410, LoginTaken: 409, BadField: 422,
    LastAdmin: 409, NoSuchAccount: 404, SignOnFailed: 401, NoRole: 403,
}  # fmt: skip
_KEYS: Mapping[type[AccountError], str] = {
    WrongSignIn: "wrong", LinkSpent: "link_spent", LoginTaken: "login_taken", LastAdmin: "last_admin",
    NoSuchAccount: "no_such_account", SignOnFailed: "sign_on_failed", NoRole: "no_role",
}  # fmt: skip


def render(
    request: Request, template: str, status: int = 200, *, error: AccountError | None = None, **values: Any
) -> Response:
    """A page of ``templates/accounts``; an error gives its status and its sentence."""
    chosen = request.query_params.get("lang")
    me: SignedIn | None = getattr(request.state, "me", None)
    if me is None and chosen in ("vi", "en"):
        request.state.lang = chosen
    lang = lang_of(request)
    values = {
        "word": partial(word, lang), "me": me, "csrf": partial(masked, me.csrf) if me else None,
        "error": sentence(error, lang) if error else None, "field": getattr(error, "field", None),
        "path": request.url.path, "moment": moment, "part": "",
        "menu": menu_for(me.roles) if me else [],
    } | values  # fmt: skip
    response: HTMLResponse = request.app.state.pages.render(
        f"accounts/{template}", lang, _status(error, me) if error else status, **values
    )
    if isinstance(error, TooManyTries):
        response.headers["Retry-After"] = str(error.seconds)
    if me is None and chosen in ("vi", "en"):
        remember_lang(request, response, chosen)
    return response


def _status(error: AccountError, me: SignedIn | None) -> int:
    """A wrong code of somebody who is signed in is a field that is wrong; 401 would say that they are not."""
    return 422 if me is not None and isinstance(error, WrongSignIn) else _STATUS[type(error)]


def word(lang: str, key: str, **values: object) -> str:
    """Words of these pages."""
    return say(f"accounts.{key}", lang, **values)


def sentence(error: AccountError, lang: str) -> str:
    """One sentence for people."""
    if isinstance(error, TooManyTries):
        return word(lang, "error.too_many_tries", minutes=-(-error.seconds // 60))
    if isinstance(error, WeakPassword):
        return word(lang, f"error.password.{error.why}")
    if isinstance(error, BadField):
        return word(lang, f"error.field.{error.field}")
    return word(lang, f"error.{_KEYS[type(error)]}")


def moment(at: datetime) -> str:
    """A moment as people in Vietnam write it: 21/11/2026 14:05."""
    return f"{(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def to(path: str) -> Response:
    """Leads on after a form."""
    return RedirectResponse(path, 303)


def own_path(path: str) -> str:
    """Where somebody wanted to go, if it is a page of ours: nobody is led to another site. Else their own page."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if ours and len(path) <= 200 and not path.startswith("/dang-") else "/tai-khoan"
