"""Forms of a citizen's own conversation: who may send one, and how it is answered with and without the script."""

import uuid
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.exc import IntegrityError

from bot.web.api.access import Address, SharedEdge
from bot.web.chat.cookie import talk_of
from bot.web.chat.origin import check_origin
from bot.web.conversations import OtherConversation, Talk
from bot.web.edge import Edge
from bot.web.errors import Problem, Refused
from bot.web.words import lang_of

NOT_OPEN = Problem(403, "no_conversation", "citizen.error.no_conversation")
BAD_FORM = Problem(422, "invalid", "citizen.error.form")


async def guard_form(request: Request, edge: SharedEdge, address: Address) -> None:
    """From our own page, and not too many. Raises Refused or TooMany."""
    check_origin(request)
    await edge.limits.count("address", address)


async def own_talk(request: Request, edge: SharedEdge) -> Talk:
    """The conversation that the browser is in. Raises Refused where there is none."""
    talk = await talk_of(request, edge)
    if talk is None:
        raise Refused(NOT_OPEN)
    return talk


async def shown_talk(
    talk: Annotated[Talk, Depends(own_talk)], edge: SharedEdge, conversation: Annotated[str, Form(max_length=64)] = ""
) -> Talk:
    """The same, if the form was drawn for it. Raises OtherConversation, TooMany."""
    if conversation != talk.id:
        raise OtherConversation
    await edge.limits.count("conversation", talk.id)
    return talk


OwnPage = Annotated[Talk, Depends(own_talk)]
OwnForm = Annotated[Talk, Depends(shown_talk)]
FORM = [Depends(guard_form)]
FormId = Annotated[uuid.UUID, Form()]
Words = Annotated[str, Form()]


async def once(edge: Edge, store: Callable[..., None], *about: Any) -> None:
    """Runs a use case that finds what it stored before; a second form at the same moment finds it at the second try."""
    try:
        await edge.run(store, *about)
    except IntegrityError:
        await edge.run(store, *about)


def reply(request: Request, template: str, back: str, **values: Any) -> Response:
    """What stands in the form's place: the part alone for the script, else the page that ``back`` leads to."""
    if request.headers.get("x-requested-with") == "fetch":
        page: Response = request.app.state.pages.render(f"citizen/{template}", lang_of(request), **values)
        return page
    return RedirectResponse(back, 303)
