"""The page on which people rate the talk and tell agencies what was hard."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.chat.cookie import talk_of
from bot.web.citizen.known import names
from bot.web.library.here import ReadersPlace

router = APIRouter(dependencies=COUNTED)


@router.get("/gop-y")
async def page(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    slug: Annotated[str, Query(alias="thu-tuc", max_length=80)] = "",
    thanked: Annotated[str, Query(alias="cam-on", max_length=1)] = "",
) -> Response:
    """Both forms; the stars only for somebody with a conversation."""
    talk = await talk_of(request, edge, ended=True)
    known = await edge.run(names, request.app.state.library, here.lang)
    response: Response = request.app.state.pages.render(
        "citizen/opinions.html", here.lang, here=here, word=here.word, conversation=talk.id if talk else "",
        known=known, slug=slug if slug in known else "", thanked=bool(thanked), form_id=uuid.uuid4(),
    )  # fmt: skip
    return response
