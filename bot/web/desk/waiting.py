"""The citizen's side of waiting: to give it up, and to go on with the bot."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from bot.web.api.access import SharedEdge
from bot.web.citizen.own import FORM, OwnForm
from bot.web.desk.hands import stop_waiting

router = APIRouter(include_in_schema=False)


@router.post("/chat/thoi-cho", dependencies=FORM)
async def stop(edge: SharedEdge, talk: OwnForm) -> Response:
    """Stops waiting for a person; where they no longer wait, nothing happens."""
    if await edge.run(stop_waiting, talk.id):
        edge.tell(talk.id)
    return RedirectResponse("/", 303)
