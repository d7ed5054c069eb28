"""Which conversation a browser is in: id and token in a cookie that no script can read.

In a frame of another site there are no cookies: the script there keeps both for as long as its tab is open and sends
them as ``Authorization: Bearer <id>.<token>``; «Bearer new» says that it has none yet (ADR 17).
"""

from fastapi import Request, Response

from bot.web.citizen.living import open_living
from bot.web.citizen.site import note_closed
from bot.web.conversations import Closed, NotYours, Talk
from bot.web.conversations.start import open_ended
from bot.web.edge import Edge
from bot.web.words import LANG_COOKIE

COOKIE = "mc_chat"
KEY_HEADER = "X-Chat-Key"
"""How a frame gets id and token of the conversation that its message began."""


async def talk_of(request: Request, edge: Edge, *, ended: bool = False) -> Talk | None:
    """The browser's conversation; None where it has none, or one that no longer opens.

    ``ended``: also one that staff have ended, to say how it was.
    """
    held = _held_by_script(request)
    conversation, _, token = (request.cookies.get(COOKIE, "") if held is None else held).partition(".")
    if not token:
        return None
    try:
        talk = await edge.run(open_living, conversation, token, edge.settings)
    except Closed as closed:
        note_closed(closed.why)
        return await edge.run(open_ended, conversation, token) if ended and closed.why == "staff" else None
    except NotYours:
        return None
    request.state.lang = talk.lang
    return talk


def remember_talk(request: Request, response: Response, talk: Talk) -> None:
    """Until the browser is closed: people share computers."""
    if in_frame(request):
        response.headers[KEY_HEADER] = f"{talk.id}.{talk.token}"
        return
    _set(request, response, COOKIE, f"{talk.id}.{talk.token}")


def forget_talk(response: Response) -> None:
    """The next message starts a new conversation."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


def remember_lang(request: Request, response: Response, lang: str) -> None:
    """The reader's choice of language."""
    _set(request, response, LANG_COOKIE, lang)


def in_frame(request: Request) -> bool:
    """Whether the script of a frame asks, by a key of its own: the cookies are then of another conversation."""
    return _held_by_script(request) is not None


def _held_by_script(request: Request) -> str | None:
    """What the script of a frame says; None for a browser with cookies, whose cookie alone counts."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key if scheme.lower() == "bearer" else None


def _set(request: Request, response: Response, name: str, value: str) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=secure)
