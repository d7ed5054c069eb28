"""«Call me back»: the citizen's form, for when nobody of the hotline can come."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from bot.web.api.access import COUNTED, Address, SharedEdge
from bot.web.chat.cookie import talk_of
from bot.web.citizen.masked import masked
from bot.web.citizen.own import FORM, FormId, once
from bot.web.desk.queue import call_backs, phone
from bot.web.desk.queue.asked import CALL_BACK
from bot.web.desk.queue.call_backs import WISHED, Wish
from bot.web.desk.queue.errors import BadField
from bot.web.desk.queue.hours import Opening, in_words, opening
from bot.web.edge import Edge
from bot.web.errors import Refused
from bot.web.library.here import Here, ReadersPlace
from bot.web.limits import TooMany
from bot.web.models import Conversation
from bot.web.own_words import hotline_row
from bot.web.words import lang_of
from procedures.calendar import now
from procedures.words import say

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=5000)]


@router.get(CALL_BACK, dependencies=COUNTED)
async def page(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    left: Annotated[str, Query(alias="xong", max_length=1)] = "",
) -> Response:
    """The form; after it was sent what happens now, without the number."""
    talk = await talk_of(request, edge)
    return await _page(request, edge, here, {}, left=bool(left), talking=talk is not None)


@router.post(CALL_BACK, dependencies=FORM)
async def leave(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    address: Address,
    form_id: FormId,
    number: Words = "",
    wished: Annotated[str, Form(max_length=12)] = "any",
    words: Words = "",
) -> Response:
    """Keeps the wish once, however often the form comes, with the conversation that this browser is in."""
    talk = await talk_of(request, edge)
    lang = here.lang if here.chosen else lang_of(request)
    typed = {"form_id": form_id, "number": number, "wished": wished, "words": words}
    try:
        read = phone.read(number)
        said = masked(words, lang)
        await edge.limits.count("call_back", address)
        slug = await edge.run(_slug, talk.id) if talk else None
        wish = Wish(form_id, read, wished, said, slug, lang)
        await once(edge, call_backs.leave, edge.settings.desk_key.get_secret_value(), wish, talk.id if talk else None)
    except BadField as error:
        return await _page(request, edge, here, typed, 422, say(error.words, lang), error.field)
    except Refused as error:
        return await _page(request, edge, here, typed, error.problem.status, error.problem.sentence(lang), "words")
    except TooMany:
        return await _page(request, edge, here, typed, 429, say("queue.error.often", lang))
    return RedirectResponse(f"{CALL_BACK}?xong=1" + ("&lang=en" if lang == "en" else ""), 303)


async def _page(
    request: Request,
    edge: Edge,
    here: Here,
    typed: dict[str, object],
    status: int = 200,
    error: str = "",
    field: str = "",
    *,
    left: bool = False,
    talking: bool = False,
) -> Response:
    hours = await edge.run(_opening)
    again = in_words(hours.next, here.lang) if hours.next else ""
    values = {"form_id": uuid.uuid4(), "number": "", "wished": "any", "words": ""} | typed
    response: Response = request.app.state.pages.render(
        "desk/queue/call_me.html", here.lang, status, here=here, word=here.word, typed=values, error=error,
        field=field, left=left, talking=talking, again=again, days=phone.KEPT.days, all_wished=WISHED,
        contacts={"rows": [hotline_row(edge.settings, here.lang)]},
    )  # fmt: skip
    return response


def _opening(session: Session) -> Opening:
    return opening(session, None, now())


def _slug(session: Session, conversation: str) -> str | None:
    """What the talk is about."""
    found = session.get(Conversation, conversation)
    return found.slug if found else None
