"""The editors' one review queue: how an entry gets in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.citizen.models import ReviewItem
from procedures.calendar import now
from procedures.text import fold


def put_in_queue(session: Session, kind: str, words: str, **about: str | int | None) -> None:
    """An open entry of that kind; ``about`` are columns of ReviewItem. The same form or answer is there once only.

    A second word about the same answer replaces the first while nobody has decided.
    """
    known = _known(session, kind, about)
    if known is not None:
        if known.state == "open":
            known.words, known.folded = words, fold(words)
        return
    entry = ReviewItem(kind=kind, words=words, folded=fold(words), at=now(), state="open", **about)
    session.add(entry)
    session.flush()


def _known(session: Session, kind: str, about: dict[str, str | int | None]) -> ReviewItem | None:
    if about.get("form_id"):
        return session.scalars(select(ReviewItem).where(ReviewItem.form_id == about["form_id"])).one_or_none()
    answer = (ReviewItem.conversation_id == about["conversation_id"], ReviewItem.item_seq == about["item_seq"])
    return session.scalars(select(ReviewItem).where(ReviewItem.kind == kind, *answer)).one_or_none()
