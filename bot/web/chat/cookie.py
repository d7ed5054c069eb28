"""Which conversation a browser is in: id and token in a cookie that no script can read."""

from fastapi import Request, Response

from bot.web.conversations import NotYours, Talk, open_conversation
from bot.web.edge import Edge
from bot.web.words import LANG_COOKIE

COOKIE = "mc_chat"


async def talk_of(request: Request, edge: Edge) -> Talk | None:
    """The browser's conversation; None where it has none, or one that no longer opens."""
    conversation, _, token = request.cookies.get(COOKIE, "").partition(".")
    if not token:
        return None
    try:
        talk = await edge.run(open_conversation, conversation, token)
    except NotYours:
        return None
    request.state.lang = talk.lang
    return talk


def remember_talk(request: Request, response: Response, talk: Talk) -> None:
    """Until the browser is closed: people share computers."""
    _set(request, response, COOKIE, f"{talk.id}.{talk.token}")


def forget_talk(response: Response) -> None:
    """The next message starts a new conversation."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


def remember_lang(request: Request, response: Response, lang: str) -> None:
    """The reader's choice of language."""
    _set(request, response, LANG_COOKIE, lang)


def _set(request: Request, response: Response, name: str, value: str) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=secure)
