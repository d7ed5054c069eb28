"""«There is a mistake in this record»: an entry of the editors' review queue, with what it is about."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.citizen.known import names, version_of
from bot.web.citizen.masked import masked
from bot.web.citizen.own import BAD_FORM, FORM, FormId, Words, once, reply
from bot.web.citizen.queue import put_in_queue
from bot.web.errors import Refused
from bot.web.library.here import ReadersPlace
from bot.web.words import lang_of
from procedures.payload import TOPICS

router = APIRouter()
Slug = Annotated[str, Query(alias="thu-tuc", max_length=80)]


@router.get("/bao-sai", dependencies=COUNTED)
async def page(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    slug: Slug,
    topic: Annotated[str, Query(alias="muc", max_length=20)] = "",
    thanked: Annotated[str, Query(alias="cam-on", max_length=1)] = "",
) -> Response:
    """The form for one record. 404 for a record that we do not have."""
    known = await edge.run(names, request.app.state.library, here.lang)
    if slug not in known:
        raise HTTPException(404)
    response: Response = request.app.state.pages.render(
        "citizen/report.html", here.lang, here=here, word=here.word, slug=slug, name=known[slug],
        topic=topic if topic in TOPICS else "", thanked=bool(thanked), form_id=uuid.uuid4(),
    )  # fmt: skip
    return response


@router.post("/bao-sai", dependencies=FORM)
async def send_report(
    request: Request,
    edge: SharedEdge,
    form_id: FormId,
    slug: Annotated[str, Form(max_length=80)],
    topic: Annotated[str, Form(max_length=20)] = "",
    words: Words = "",
) -> Response:
    """Puts the words into the queue, once however often the form is sent. Anybody may report."""
    said = masked(words, lang_of(request))
    if len(said) < 3:
        raise Refused(BAD_FORM)
    await once(edge, report_mistake, form_id, slug, topic, said)
    english = "&lang=en" if lang_of(request) == "en" else ""
    return reply(request, "thanks.html", f"/bao-sai?thu-tuc={slug}&cam-on=1{english}")


def report_mistake(session: Session, form_id: uuid.UUID, slug: str, topic: str, words: str) -> None:
    """Stores the report with the version of the record that is shown today. Raises 404 for an unknown record."""
    version = version_of(session, slug)
    if version is None:
        raise HTTPException(404)
    part = topic if topic in TOPICS else None
    put_in_queue(
        session, "mistake_in_record", words, form_id=str(form_id), by="citizen", slug=slug, version=version, topic=part
    )
