"""What staff do with a conversation: take, give back, pass on, end, mark, reveal."""

from collections.abc import Callable
from typing import Annotated, Any, Concatenate, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.desk import hands, marks, private
from bot.web.desk.errors import DeskError, NoColleague
from bot.web.desk.page import by_script, render
from bot.web.desk.refused import refused
from bot.web.desk.routes_talk import ROOT, Number, whole
from bot.web.desk.sight import leads, look_at
from bot.web.edge import Edge

Words = Annotated[str, Form(max_length=1000)]
Holder = Annotated[int | None, Form(ge=1, le=2**31 - 1)]
"""Who held it when the form was drawn: only then may a lead act in that colleague's place."""
Seq = Annotated[int, Form(ge=1, le=2**31 - 1)]
router = APIRouter()


@router.post(ROOT + "/nhan")
async def take(request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number) -> Response:
    """Takes it over."""
    return await _do(request, edge, me, who, conversation, hands.take, who, conversation)


@router.post(ROOT + "/tra-lai")
async def give_back(
    request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number, holder: Holder = None
) -> Response:
    """Back to the bot."""
    holder = holder if leads(me) else None
    return await _do(request, edge, me, who, conversation, hands.give_back, who, conversation, holder=holder)


@router.post(ROOT + "/chuyen")
async def pass_on(
    request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number, to: Words = "", note: Words = "",
    holder: Holder = None,
) -> Response:  # fmt: skip
    """To a colleague (``p7``) or a team (``t2``)."""
    kind, number = to[:1], to[1:]
    if kind not in "pt" or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return await _refused(request, edge, me, who, conversation, NoColleague())
    account, team = (int(number), None) if kind == "p" else (None, int(number))
    return await _do(
        request, edge, me, who, conversation, hands.pass_on, who, conversation, account, team, note,
        holder=holder if leads(me) else None,
    )  # fmt: skip


@router.post(ROOT + "/ket-thuc")
async def close(
    request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number, reason: Words = "", note: Words = "",
    holder: Holder = None,
) -> Response:  # fmt: skip
    """Ends it, for a reason of the list."""
    holder = holder if leads(me) else None
    return await _do(request, edge, me, who, conversation, hands.close, who, conversation, reason, note, holder=holder)


@router.post(ROOT + "/thu")
async def test(
    request: Request, edge: SharedEdge, me: Me, who: Acting, conversation: Number, on: Annotated[bool, Form()] = True
) -> Response:
    """Marks it as a test chat, or not."""
    return await _do(request, edge, me, who, conversation, marks.set_test, who, conversation, on, lead=leads(me))


@router.post(ROOT + "/bao-sai")
async def mark(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    conversation: Number,
    item: Seq = 1,
    fault: Annotated[Literal["wrong", "incomplete"], Form()] = "wrong",
    words: Words = "",
) -> Response:
    """An answer of the bot goes to the editors."""
    try:
        await edge.run(_seen, me, conversation, marks.mark_answer, who, conversation, item, fault, words)
    except DeskError as error:
        return await _refused(request, edge, me, who, conversation, error)
    if by_script(request):
        return render(request, "marked.html")
    return RedirectResponse(f"/lam-viec/c/{conversation}#m{item}", 303)


@router.post(ROOT + "/xem")
async def reveal(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    conversation: Number,
    value: Seq = 1,
    why: Words = "",
) -> Response:
    """A hidden number, shown once to the holder; logged."""
    key = edge.settings.desk_key.get_secret_value()
    try:
        shown = await edge.run(_seen, me, conversation, private.reveal, who, key, conversation, value, why)
    except DeskError as error:
        return await _refused(request, edge, me, who, conversation, error)
    if by_script(request):
        return render(request, "revealed.html", revealed=shown)
    return await whole(request, edge, me, who, conversation, opening=False, revealed=shown)


async def _do[**P](
    request: Request,
    edge: Edge,
    me: SignedIn,
    who: Who,
    conversation: str,
    act: Callable[Concatenate[Session, P], None],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Response:
    """The deed; then the script gets what stands beside the transcript now, a form is led back to the page."""

    def seen(session: Session) -> None:
        look_at(session, me, conversation)
        act(session, *args, **kwargs)

    try:
        await edge.run(seen)
    except DeskError as error:
        return await _refused(request, edge, me, who, conversation, error)
    edge.tell(conversation)
    if by_script(request):
        return await whole(request, edge, me, who, conversation, template="beside.html", opening=False)
    return RedirectResponse(f"/lam-viec/c/{conversation}", 303)


def _seen[T](session: Session, me: SignedIn, conversation: str, act: Callable[..., T], *args: Any) -> T:
    """Only with what they may see."""
    look_at(session, me, conversation)
    return act(session, *args)


async def _refused(
    request: Request, edge: Edge, me: SignedIn, who: Who, conversation: str, error: DeskError
) -> Response:
    async def again(**more: Any) -> Response:
        return await whole(request, edge, me, who, conversation, opening=False, **more)

    return await refused(request, error, again)
