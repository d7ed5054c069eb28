"""«Mô hình»: editors look, admins train, stop, release and go back."""

from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import Response

from bot.training.errors import (
    AlreadyEnded,
    AlreadyReleasing,
    AlreadyTraining,
    NothingToTrain,
    NotReleasable,
    TrainingRefused,
    Unavailable,
)
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.api.access import SharedEdge
from bot.web.desk.figures.words import number, seconds
from bot.web.edge import Edge
from bot.web.learning.model_pages import asks, views
from bot.web.learning.model_pages.errors import LiveChanged, ModelPageError, NoReason
from bot.web.learning.model_pages.words import share, topic, why
from bot.web.office.page import render
from bot.web.words import lang_of

router = APIRouter(include_in_schema=False)
HOME = "/quan-tri/mo-hinh"
Words = Annotated[str, Form(max_length=1000)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Fault = TrainingRefused | ModelPageError
STEPS = ("training", "measuring_messages", "measuring_talks")
"""Of a training, in their order."""
_TOLD: dict[type[Exception], tuple[int, str]] = {
    NoReason: (422, "bad_reason"), LiveChanged: (409, "stale"), AlreadyTraining: (409, "already_training"),
    NothingToTrain: (409, "nothing_to_train"), AlreadyEnded: (409, "not_running"), AlreadyReleasing: (409, "releasing"),
    NotReleasable: (409, "not_releasable"), Unavailable: (409, "unavailable"),
}  # fmt: skip


@router.get(HOME)
async def page(
    request: Request, edge: SharedEdge, xong: Annotated[Literal["", "train", "stop", "release", "back"], Query()] = ""
) -> Response:
    """Which model runs, what is under way, and all models."""
    return await _page(request, edge, done=xong)


@router.post(HOME + "/huan-luyen")
async def train(request: Request, edge: SharedEdge, me: Me, who: Acting, reason: Words = "") -> Response:
    """Asks for a training."""
    try:
        _must_follow(edge)
        await edge.run(asks.train, who, me.account_id, reason)
    except (TrainingRefused, ModelPageError) as error:
        return await _page(request, edge, error, reason)
    return to(f"{HOME}?xong=train")


@router.post(HOME + "/huan-luyen/{training}/dung")
async def stop(request: Request, edge: SharedEdge, who: Acting, training: Number) -> Response:
    """Asks to end a training."""
    try:
        await edge.run(asks.stop, who, training)
    except TrainingRefused as error:
        return await _page(request, edge, error)
    return to(f"{HOME}?xong=stop")


@router.get(HOME + "/{model}")
async def one(request: Request, edge: SharedEdge, model: Number) -> Response:
    """One model: its data, its figures, who released it."""
    return await _one(request, edge, model)


@router.post(HOME + "/{model}/phat-hanh")
async def release(
    request: Request, edge: SharedEdge, me: Me, who: Acting, model: Number,
    live: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0, reason: Words = "",
) -> Response:  # fmt: skip
    """Asks for the release of a model, new or one that ran before."""
    try:
        _must_follow(edge)
        back = await edge.run(asks.release, who, me.account_id, model, live, reason)
    except (TrainingRefused, ModelPageError) as error:
        return await _one(request, edge, model, error, reason)
    return to(f"{HOME}?xong={'back' if back else 'release'}")


def _must_follow(edge: Edge) -> None:
    """Raises Unavailable where whoever runs the edge changes its model, and not the launcher."""
    if not edge.settings.follow_releases:
        raise Unavailable("not_followed")


async def _page(request: Request, edge: Edge, error: Fault | None = None, typed: str = "", done: str = "") -> Response:
    found = await edge.run(views.read, edge.settings.follow_releases)
    return _render(request, "models/page.html", error, page=found, typed=typed, done=done)


async def _one(request: Request, edge: Edge, model: int, error: Fault | None = None, typed: str = "") -> Response:
    found = await edge.run(views.read_one, edge.settings.follow_releases, model)
    if found is None:
        raise HTTPException(404)
    shown, training, live = found
    return _render(request, "models/model.html", error, model=shown, training=training, live=live, typed=typed)


def _render(request: Request, template: str, error: Fault | None, **values: Any) -> Response:
    lang, roles = lang_of(request), request.state.me.roles
    status, key = _TOLD[type(error)] if error else (200, "")
    why_not = getattr(error, "why", "")
    return render(
        request, template, status, error=f"{key}.{why_not}" if why_not else key, admin="admin" in roles,
        editor=bool({"editor", "approver"} & roles), share=partial(share, lang), topic=partial(topic, lang),
        why=partial(why, lang), seconds=lambda value: seconds(value, lang), number=lambda value: number(value, lang),
        steps=STEPS, **values,
    )  # fmt: skip
