"""Pages of those who work here: words, language, where to go next."""

from collections.abc import Mapping
from datetime import datetime
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
from bot.web.manual.books import help_for
from bot.web.words import lang_of
from procedures.calendar import VIETNAM, aware
from procedures.words import load, say

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
    if error:
        status = _status(error, me)
        values = {"error": sentence(error, lang_of(request)), "field": getattr(error, "field", None)} | values
    response = show(request, f"accounts/{template}", status, area="accounts", **values)
    if isinstance(error, TooManyTries):
        response.headers["Retry-After"] = str(error.seconds)
    if me is None and chosen in ("vi", "en"):
        remember_lang(request, response, chosen)
    return response


def show(request: Request, template: str, status: int = 200, *, area: str, **values: Any) -> HTMLResponse:
    """A page inside the frame of those who work here, signed in or not yet.

    In the template: ``w("key")`` gives words of the area (``procedures/words/<area>.*.yml``), ``known("kind", name)``
    those for a name of a closed list, ``word`` those of the frame; ``csrf()`` the token of a form, ``moment(at)`` a
    moment in Vietnam; ``help`` the address of the manual's chapter about the page; ``error`` is one sentence, already
    in words. ``values`` win over all of these.
    """
    me: SignedIn | None = getattr(request.state, "me", None)
    lang = lang_of(request)
    values = {
        "word": partial(word, lang), "w": partial(_words, area, lang), "known": partial(known_word, area, lang),
        "me": me, "csrf": partial(masked, me.csrf) if me else None, "error": None, "field": None,
        "path": request.url.path,
        "moment": moment, "part": "", "menu": menu_for(me.roles) if me else [],
        "help": help_for(request.url.path, me.roles) if me and me.full else "",
    } | values  # fmt: skip
    page: HTMLResponse = request.app.state.pages.render(template, lang, status, **values)
    return page


def _words(area: str, lang: str, key: str, **values: object) -> str:
    return say(f"{area}.{key}", lang, **values)


def known_word(area: str, lang: str, kind: str, name: str) -> str:
    """The words for a name of a kind; the name itself where there are none yet."""
    return load(lang).get(f"{area}.{kind}.{name}", name)


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
    return f"{aware(at).astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def to(path: str) -> Response:
    """Leads on after a form."""
    return RedirectResponse(path, 303)


def own_path(path: str) -> str:
    """Where somebody wanted to go, if it is a page of ours: nobody is led to another site. Else their own page."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if ours and len(path) <= 200 and not path.startswith("/dang-") else "/tai-khoan"
