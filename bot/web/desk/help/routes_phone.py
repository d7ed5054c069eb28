"""«Điện thoại»: the page for whoever has a caller on the line. One form, looked up as often as it is sent.

What was typed goes in the body of a form, never into an address, and is kept nowhere.
"""

import uuid
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from sqlalchemy.exc import IntegrityError

from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.api.access import SharedEdge
from bot.web.citizen.masked import LONGEST, masked
from bot.web.desk.help.calls import Ended, end_call
from bot.web.desk.help.errors import BadField
from bot.web.desk.help.known import plain
from bot.web.desk.help.meaning import meaning
from bot.web.desk.help.phone import Asked, look_up
from bot.web.desk.help.told import Short, ToldForm
from bot.web.desk.page import by_script, render
from bot.web.desk.reasons import REASONS, word_key
from bot.web.desk.refused import problem_at_desk
from bot.web.edge import Edge
from bot.web.errors import Refused
from procedures.calendar import now, today

router = APIRouter(include_in_schema=False)
HOME = "/lam-viec/dien-thoai"
MOST_ANSWERS = 40


@router.get(HOME)
async def begin(
    request: Request,
    edge: SharedEdge,
    me: Me,
    slug: Annotated[str, Query(alias="thu-tuc", max_length=80)] = "",
    xong: bool = False,
) -> Response:
    """A new call; with a procedure in the address that one."""
    return await _page(request, edge, Asked(slug=slug, lang=me.lang), {}, done=xong)


@router.post(HOME)
async def ask(
    request: Request,
    edge: SharedEdge,
    me: Me,
    told: ToldForm,
    words: Annotated[str, Form(max_length=5000)] = "",
    seen: Annotated[str, Form(max_length=5000)] = "",
    slug: Short = "",
    pick: Short = "",
    lang: Annotated[str, Form(pattern="^(vi|en)?$")] = "",
    a: Annotated[list[str] | None, Form(max_length=MOST_ANSWERS)] = None,
    guide: Annotated[str, Form(pattern="^(on|back|off)?$")] = "",
    guided: Annotated[bool, Form()] = False,
    form_id: Annotated[uuid.UUID | None, Form()] = None,
    started: Short = "",
) -> Response:
    """What holds for the caller, for the words, the facts and the answers given so far."""
    asked = Asked(
        words=plain(masked(words[:LONGEST], me.lang)), seen=seen, slug=pick or slug, facts=told.single,
        groups=told.groups, answers=_answers(a or [], guide, same=not pick or pick == slug),
        guided=guide != "off" and (guided or guide == "on") and (not pick or pick == slug), lang=lang or me.lang,
    )  # fmt: skip
    if pick:
        asked = Asked(**{**asked.__dict__, "seen": asked.words})
    return await _page(request, edge, asked, {"form_id": str(form_id or ""), "started": started})


@router.post(f"{HOME}/ket-thuc")
async def end(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    form_id: Annotated[uuid.UUID, Form()],
    started: Short = "",
    slug: Short = "",
    topic: Short = "",
    lang: Annotated[str, Form(pattern="^(vi|en)?$")] = "",
    reason: Short = "",
    note: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Writes down how the call ended. What is not in order keeps the note."""
    ended = Ended(form_id, started, slug, topic, reason, note, lang or me.lang)
    try:
        try:
            await edge.run(end_call, who, me.team_id, ended)
        except IntegrityError:  # the same form at the same moment
            await edge.run(end_call, who, me.team_id, ended)
    except (BadField, Refused) as error:
        kept = {"form_id": str(form_id), "started": started, "note": note, "reason": reason}
        return await _page(request, edge, Asked(slug=slug, lang=ended.lang), kept, error=error)
    return to(f"{HOME}?xong=1")


def _answers(given: list[str], guide: str, *, same: bool) -> list[str]:
    """The answers of the guide so far, without the last one for «back», none for another procedure."""
    if not same or guide == "off":
        return []
    return given[:-1] if guide == "back" else given


async def _page(
    request: Request, edge: Edge, asked: Asked, kept: Mapping[str, str], *, error: Exception | None = None,
    done: bool = False,
) -> Response:  # fmt: skip
    meant = await meaning(edge, asked.words)
    view = await edge.run(look_up, asked, meant, today())
    me, sentence, status = request.state.me, "", 200
    if error is not None:
        problem = problem_at_desk(error)
        sentence, status = problem.sentence(me.lang), problem.status
    template = "help/phone_answer.html" if by_script(request) else "help/phone.html"
    call = {"form_id": str(uuid.uuid4()), "started": str(int(now().timestamp())), "note": "", "reason": ""}
    return render(
        request, template, status, area="help", error=sentence, view=view, asked=asked,
        call=call | {name: value for name, value in kept.items() if value}, done=done, reasons=REASONS,
        reason_key=word_key, understood=meant is not None or not asked.words,
        base=str(request.base_url).rstrip("/"),
    )  # fmt: skip
