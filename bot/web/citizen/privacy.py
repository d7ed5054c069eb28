"""The page about what is kept; «give me what you hold» and «delete this conversation»."""

import asyncio
import json
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.chat.cookie import talk_of
from bot.web.citizen.closing import forget_browser
from bot.web.citizen.erase import erase_free
from bot.web.citizen.held import held
from bot.web.citizen.own import BAD_FORM, FORM, OwnForm, OwnPage
from bot.web.citizen.trackers import forget
from bot.web.conversations import StillBusy
from bot.web.errors import Refused
from bot.web.library.here import ReadersPlace

PATIENCE = 25.0
"""Seconds that erasing waits for an answer that is being written."""
GLANCE = 0.2

router = APIRouter()


@router.get("/quyen-rieng-tu", dependencies=COUNTED)
async def page(request: Request, edge: SharedEdge, here: ReadersPlace) -> Response:
    """What is kept and how long; with a conversation also the ways to have it and to delete it."""
    talk = await talk_of(request, edge)
    response: Response = request.app.state.pages.render(
        "citizen/privacy.html", here.lang, here=here, word=here.word, conversation=talk.id if talk else ""
    )
    return response


@router.get("/chat/held.json", dependencies=COUNTED)
async def as_json(edge: SharedEdge, talk: OwnPage) -> Response:
    """All that is held of the conversation, for programs."""
    content = json.dumps(await edge.run(held, talk.id), ensure_ascii=False, indent=1)
    return Response(content, media_type="application/json", headers=_download("mot-cua.json"))


@router.get("/chat/held.html", dependencies=COUNTED)
async def as_page(request: Request, edge: SharedEdge, here: ReadersPlace, talk: OwnPage) -> Response:
    """The same to be read, as one file."""
    data = await edge.run(held, talk.id)
    response: Response = request.app.state.pages.render("citizen/held.html", here.lang, data=data, css=True)
    response.headers.update(_download("mot-cua.html"))
    return response


@router.post("/chat/delete", dependencies=FORM)
async def delete(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    talk: OwnForm,
    sure: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Erases the conversation at once, and asks Rasa to forget it; says honestly if that has to wait."""
    if sure != "yes":
        raise Refused(BAD_FORM)
    async with edge.one_at_a_time(talk.id, PATIENCE):
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not await edge.run(erase_free, talk.id, "citizen"):
            if asyncio.get_running_loop().time() > deadline:
                raise StillBusy
            await asyncio.sleep(GLANCE)
    edge.tell(talk.id)
    forgotten = await forget(edge, talk.id)
    response: Response = request.app.state.pages.render(
        "citizen/deleted.html", here.lang, here=here, word=here.word, forgotten=forgotten
    )
    forget_browser(request, response)
    return response


def _download(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
