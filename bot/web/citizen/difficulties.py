"""«What was hard»: words for the agencies, collected for each procedure. They name no conversation and no person."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.api.access import SharedEdge
from bot.web.citizen.known import agency_of
from bot.web.citizen.masked import masked
from bot.web.citizen.models import Difficulty
from bot.web.citizen.own import BAD_FORM, FORM, FormId, Words, once, reply
from bot.web.errors import Refused
from bot.web.words import lang_of
from procedures.calendar import now

router = APIRouter()


@router.post("/gop-y", dependencies=FORM)
async def send_difficulty(
    request: Request,
    edge: SharedEdge,
    form_id: FormId,
    slug: Annotated[str, Form(max_length=80)] = "",
    agency: Annotated[str, Form()] = "",
    words: Words = "",
) -> Response:
    """Keeps the words, once however often the form is sent. Anybody may write, with or without a conversation."""
    lang = lang_of(request)
    said, named = masked(words, lang), masked(agency, lang)[:200]
    if len(said) < 3:
        raise Refused(BAD_FORM)
    await once(edge, tell_agencies, form_id, slug, named or None, said)
    return reply(request, "thanks.html", "/gop-y?cam-on=1" + ("&lang=en" if lang == "en" else ""))


def tell_agencies(session: Session, form_id: uuid.UUID, slug: str, agency: str | None, words: str) -> None:
    """Stores the words with the procedure they are about, if it is one of ours, and who decides about it."""
    if session.scalar(select(Difficulty.id).where(Difficulty.form_id == str(form_id))):
        return
    decides = agency_of(session, slug) if slug else None
    entry = Difficulty(
        form_id=str(form_id), slug=slug if decides else None, agency=agency or decides, words=words, at=now()
    )
    session.add(entry)
