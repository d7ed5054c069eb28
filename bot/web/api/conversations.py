"""Start a conversation, send a message, read what came."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from bot.web.api.access import COUNTED, Address, OwnTalk, SharedEdge
from bot.web.api.shapes import ERRORS, Items, MessageBody, StartBody, Started
from bot.web.conversations import items_since, start_conversation, take_turn
from bot.web.own_words import first_message

router = APIRouter(prefix="/api/conversations", tags=["conversations"], responses=ERRORS)
Since = Annotated[int, Query(ge=0, le=2**31 - 1, description="Only items with a higher number.")]


@router.post("", status_code=201, response_model=Started)
async def start(edge: SharedEdge, address: Address, body: StartBody | None = None) -> dict[str, Any]:
    """A new conversation. Its first item says who answers here and what is stored."""
    edge.admission.check_new()
    await edge.limits.count("start", address)
    lang = body.lang if body else "vi"
    talk = await edge.run(start_conversation, first_message(edge.settings, lang))
    return {"id": talk.id, "token": talk.token}


@router.post("/{conversation}/messages", response_model=Items, dependencies=COUNTED)
async def send(edge: SharedEdge, address: Address, talk: OwnTalk, body: MessageBody) -> JSONResponse:
    """What this message led to, itself first. The same client_id again gives the same items, never a second turn."""
    await edge.limits.count("conversation", talk.id)
    items = await take_turn(edge, talk, body.message(), address)
    return JSONResponse({"items": [item.as_json() for item in items]})  # plain as stored: not to be checked once more


@router.get("/{conversation}/messages", response_model=Items, dependencies=COUNTED)
async def read(edge: SharedEdge, talk: OwnTalk, since: Since = 0) -> dict[str, Any]:
    """The items numbered above ``since``, in order."""
    items = await edge.run(items_since, talk.id, since)
    return {"items": [item.as_json() for item in items]}
