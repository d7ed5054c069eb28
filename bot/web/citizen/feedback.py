"""A thumb under an answer, and why it was not good. The newest replaces the one before."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.citizen.masked import masked
from bot.web.citizen.models import Feedback, ReviewItem
from bot.web.citizen.own import FORM, OwnForm, OwnPage, Words, once, reply
from bot.web.citizen.queue import put_in_queue
from bot.web.library.here import ReadersPlace
from bot.web.models import Item
from bot.web.words import lang_of
from procedures.calendar import now

REASONS = ("wrong", "not_understood", "incomplete", "too_long", "outdated", "other")
FOR_EDITORS = {"wrong": "wrong_answer", "outdated": "wrong_answer", "not_understood": "not_understood"}
"""Reasons that an editor must see, and the kind of entry they make."""

router = APIRouter()
Reason = Literal["", "wrong", "not_understood", "incomplete", "too_long", "outdated", "other"]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.post("/chat/feedback", dependencies=FORM)
async def send_thumb(
    request: Request,
    edge: SharedEdge,
    talk: OwnForm,
    item: Annotated[int, Form(ge=1, le=2**31 - 1)],
    thumb: Annotated[Literal["1", "-1"], Form()],
    reason: Annotated[Reason, Form()] = "",
    words: Words = "",
) -> Response:
    """Keeps the thumb; a thumb down without a reason asks for one."""
    said = masked(words, lang_of(request))
    await once(edge, give_thumb, talk.id, item, int(thumb), reason or None, said)
    done = thumb == "1" or bool(reason)
    values = {"seq": item, "conversation": talk.id, "reasons": REASONS}
    where = f"/?cam-on={item}#m{item}" if done else f"/chat/feedback/{item}"
    return reply(request, "thanks.html" if done else "why.html", where, **values)


@router.get("/chat/feedback/{item}", dependencies=COUNTED)
async def ask_why(request: Request, edge: SharedEdge, here: ReadersPlace, talk: OwnPage, item: Number) -> Response:
    """The question for the reason as a page, without the script."""
    await edge.run(answer_of, talk.id, item)
    values = {"seq": item, "conversation": talk.id, "reasons": REASONS}
    page: Response = request.app.state.pages.render(
        "citizen/why_page.html", here.lang, here=here, word=here.word, **values
    )
    return page


def give_thumb(session: Session, conversation: str, seq: int, thumb: int, reason: str | None, words: str) -> None:
    """Stores the thumb in place of the one before, and tells the editors what they must know. Raises 404."""
    answer = answer_of(session, conversation, seq)
    mine = (Feedback.conversation_id == conversation, Feedback.item_seq == seq)
    kept = session.scalars(select(Feedback).where(*mine)).one_or_none()
    if kept is None:
        kept = Feedback(conversation_id=conversation, item_seq=seq)
        session.add(kept)
    kept.thumb, kept.reason, kept.words, kept.at = thumb, reason if thumb < 0 else None, words, now()
    kind = FOR_EDITORS.get(kept.reason or "")
    _withdraw(session, conversation, seq, kind)
    if kind:
        about = {"slug": answer.get("procedure"), "version": answer.get("version"), "topic": answer.get("topic")}
        put_in_queue(session, kind, words, conversation_id=conversation, item_seq=seq, by="citizen", **about)


def answer_of(session: Session, conversation: str, seq: int) -> dict[str, Any]:
    """The payload of an answer of this conversation. Raises 404 for any other item."""
    item = session.get(Item, (conversation, seq))
    if item is None or item.sender == "citizen":
        raise HTTPException(404)
    return item.payload


def _withdraw(session: Session, conversation: str, seq: int, kind: str | None) -> None:
    """An entry that the citizen's earlier thumb made, and that nobody has decided, goes with that thumb."""
    session.execute(
        delete(ReviewItem).where(
            ReviewItem.conversation_id == conversation,
            ReviewItem.item_seq == seq,
            ReviewItem.kind.in_(set(FOR_EDITORS.values()) - {kind}),
            ReviewItem.by == "citizen",
            ReviewItem.state == "open",
        )
    )
