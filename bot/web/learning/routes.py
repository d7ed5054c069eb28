"""«Hàng chờ»: what was not understood or is wrong, for editors; and the examples that came of it."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import Response

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.editing import records
from bot.web.editing.edits import Writer
from bot.web.learning import examples, queue
from bot.web.learning.decide import Act, Choice, decide, withdraw
from bot.web.learning.errors import (
    AlreadyDecided,
    BadChoice,
    LearningError,
    NearHeldOut,
    NotOpen,
    OtherMeaning,
    Personal,
)
from bot.web.learning.model_pages.unlearned import unlearned
from bot.web.learning.queue import Wanted
from bot.web.office.page import render
from bot.web.words import lang_of
from procedures.payload import TALK, TOPICS

router = APIRouter(include_in_schema=False)
HOME, EXAMPLES = "/bien-tap/hang-cho", "/bien-tap/vi-du"
Short = Annotated[str, Query(max_length=80)]
Words = Annotated[str, Form(max_length=1000)]
_TOLD: dict[type[LearningError], tuple[int, str]] = {
    AlreadyDecided: (409, "decided"), NearHeldOut: (422, "near"), OtherMeaning: (409, "other_meaning"),
    NotOpen: (409, "not_open"), Personal: (422, "personal"),
}  # fmt: skip


@router.get(HOME)
async def page(
    request: Request, edge: SharedEdge, who: Acting, loai: Short = "", trang_thai: Short = "open", thu_tuc: Short = "",
    tuan: Short = "", xong: Annotated[int, Query(ge=0)] = 0, nhap: Annotated[int, Query(ge=0)] = 0,
) -> Response:  # fmt: skip
    """Clusters, the most frequent first."""
    wanted = Wanted(loai, trang_thai, thu_tuc, _day(tuan))
    return await _page(request, edge, who, wanted, done=xong, draft=nhap)


@router.post(HOME)
async def settle(
    request: Request, edge: SharedEdge, me: Me, who: Acting, act: Annotated[Act, Form()],
    entries: Annotated[str, Form(max_length=40_000)] = "", words: Words = "", topic: Words = "", procedure: Words = "",
    reason: Words = "", lang: Annotated[Literal["vi", "en"], Form()] = "vi",
) -> Response:  # fmt: skip
    """One decision on all entries of a cluster."""
    choice = Choice(act, words, topic, procedure, reason, lang)
    numbers = [int(each) for each in entries.split(",") if each.isascii() and each.isdecimal() and len(each) < 10]
    try:
        decided = await edge.run(decide, Writer(who, me.name), numbers, choice)
    except LearningError as error:
        return await _page(request, edge, who, Wanted(), error, choice=choice, at=min(numbers, default=0))
    return to(f"{HOME}?xong={decided.count}" + (f"&nhap={decided.draft}" if decided.draft else ""))


@router.get(EXAMPLES)
async def accepted(request: Request, edge: SharedEdge, chu_de: Short = "") -> Response:
    """Examples, the newest first."""
    found = await edge.run(examples.newest, chu_de)
    new = await edge.run(unlearned)
    return render(
        request, "learning/examples.html", examples=found, topic=chu_de, topics=(*TOPICS, *TALK), unlearned=new
    )


@router.post(EXAMPLES + "/{example}")
async def take_back(
    request: Request, edge: SharedEdge, me: Me, who: Acting, example: Annotated[int, Path(ge=1, le=2**31 - 1)]
) -> Response:
    """An example that is no longer to be learned from."""
    await edge.run(withdraw, Writer(who, me.name), example)
    return to(EXAMPLES)


async def _page(
    request: Request, edge: Edge, who: Who, wanted: Wanted, error: LearningError | None = None, *, done: int = 0,
    draft: int = 0, choice: Choice | None = None, at: int = 0,
) -> Response:  # fmt: skip
    found = await edge.run(queue.read_queue, who, wanted)
    status, key = _told(error) if error else (200, "")
    return render(
        request, "learning/queue.html", status, error=key, found=found, chosen=wanted, kinds=queue.KINDS,
        states=queue.STATES, slugs=await edge.run(queue.slugs), topics=TOPICS, talk=TALK, done=done, draft=draft,
        records=await edge.run(records.records, lang_of(request)), choice=choice, at=at,
        unlearned=await edge.run(unlearned),
    )  # fmt: skip


def _told(error: LearningError) -> tuple[int, str]:
    return (422, f"bad.{error.field}") if isinstance(error, BadChoice) else _TOLD[type(error)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
