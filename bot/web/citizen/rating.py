"""One to five stars for the whole talk; given again, the newest counts."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.api.access import SharedEdge
from bot.web.chat.cookie import talk_of
from bot.web.citizen.masked import masked
from bot.web.citizen.models import Rating
from bot.web.citizen.own import FORM, NOT_OPEN, Words, once, reply
from bot.web.conversations import OtherConversation
from bot.web.errors import Refused
from bot.web.words import lang_of
from procedures.calendar import now

router = APIRouter()


@router.post("/chat/rating", dependencies=FORM)
async def send_stars(
    request: Request,
    edge: SharedEdge,
    stars: Annotated[int, Form(ge=1, le=5)],
    conversation: Annotated[str, Form(max_length=64)] = "",
    words: Words = "",
) -> Response:
    """Keeps the stars, also for a talk that staff have just ended."""
    talk = await talk_of(request, edge, ended=True)
    if talk is None:
        raise Refused(NOT_OPEN)
    if conversation != talk.id:
        raise OtherConversation
    await edge.limits.count("conversation", talk.id)
    await once(edge, rate, talk.id, stars, masked(words, lang_of(request)))
    return reply(request, "thanks.html", "/gop-y?cam-on=1")


def rate(session: Session, conversation: str, stars: int, words: str) -> None:
    """Stores the rating in place of the one before."""
    session.merge(Rating(conversation_id=conversation, stars=stars, words=words, at=now()))
