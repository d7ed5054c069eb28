"""Signs of life of open pages, and the switch «ready / away» in the frame."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, Response

from bot.web.accounts.guard import Me
from bot.web.accounts.page import own_path, to
from bot.web.api.access import SharedEdge
from bot.web.desk.page import by_script
from bot.web.desk.queue import presence

router = APIRouter()


@router.post("/lam-viec/co-mat")
async def here(
    request: Request,
    edge: SharedEdge,
    me: Me,
    ready: Annotated[Literal["", "0", "1"], Form()] = "",
    back: Annotated[str, Form(max_length=200)] = "/lam-viec",
) -> Response:
    """«I am here»; with ``ready`` also whether they take new conversations. Sent again it says the same."""
    if ready:
        await edge.run(presence.set_ready, me.account_id, ready == "1")
    is_ready = await edge.run(presence.touch, me.account_id)
    return JSONResponse({"ready": is_ready}) if by_script(request) else to(own_path(back))
