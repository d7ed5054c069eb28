"""What citizens and the bot did on a day."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from bot.web.citizen.models import Feedback, Rating
from bot.web.desk.figures.measures import FAILED, PERSON, Figure, Figures, Key
from bot.web.desk.figures.window import Window
from bot.web.desk.models import CallBack, Handover
from bot.web.models import Conversation, Item, Turn


def count_talks(session: Session, window: Window) -> Figures:
    """Conversations, messages, answers, opinions."""
    own = Item.conversation_id == Conversation.id, Item.sender == "citizen"
    ended = _rows().where(window.holds(Conversation.closed_at), exists().where(*own))
    turns = _rows(Turn.outcome).join(Turn, Turn.conversation_id == Conversation.id)
    stars = _rows(Rating.stars, Rating.stars).join(Rating, Rating.conversation_id == Conversation.id)
    thumbs = _rows(case((Feedback.thumb > 0, "up"), else_="down"))
    thumbs = thumbs.join(Feedback, Feedback.conversation_id == Conversation.id)
    queries = {
        "conversations": _rows().where(window.holds(Conversation.created_at)),
        "messages": _rows().join(Item, own[0]).where(own[1], window.holds(Item.at)),
        "talks": ended,
        "solved": ended.where(~_person(), ~_thumb_down(), ~_last_failed()),
        "outcomes": turns.where(window.holds(Turn.done_at)),
        "topics": _topics().where(window.holds(Item.at)),
        "stars": stars.where(window.holds(Rating.at)),
        "thumbs": thumbs.where(window.holds(Feedback.at)),
    }
    figures: Figures = {}
    for measure, query in queries.items():
        for slug, team, detail, number, total in session.execute(_grouped(query.where(window.real()))):
            figures.setdefault(Key(measure, slug, str(detail), team), Figure()).add(number, total)
    return figures


def _rows(
    detail: Any = "",
    value: Any = 0,
    slug: ColumnElement[Any] = func.coalesce(Conversation.slug, ""),  # noqa: B008
) -> Select[Any]:
    detail = literal(detail) if isinstance(detail, str) else detail
    value = literal(value) if isinstance(value, int) else value
    team = func.coalesce(Conversation.team_id, 0)
    columns = slug.label("slug"), team.label("team"), detail.label("detail"), value.label("value")
    return select(*columns).select_from(Conversation)


def _grouped(rows: Select[Any]) -> Select[Any]:
    row = rows.subquery().c
    query = select(row.slug, row.team, row.detail, func.count(), func.sum(row.value))
    return query.where(row.detail.is_not(None)).group_by(row.slug, row.team, row.detail)


def _topics() -> Select[Any]:
    """Answers by topic and by the answer's own procedure."""
    topic, slug = Item.payload["topic"].as_string(), func.coalesce(Item.payload["procedure"].as_string(), "")
    answers = Item.sender != "citizen", Item.payload["kind"].as_string() == "answer"
    return _rows(topic, slug=slug).join(Item, Item.conversation_id == Conversation.id).where(*answers)


def _person() -> ColumnElement[bool]:
    """Somebody came, or was wanted: also while nobody could come, or by telephone."""
    return or_(
        exists().where(Handover.conversation_id == Conversation.id, Handover.kind.in_(PERSON)),
        exists().where(Turn.conversation_id == Conversation.id, Turn.outcome == "handed_over"),
        exists().where(CallBack.conversation_id == Conversation.id),
    )


def _thumb_down() -> ColumnElement[bool]:
    return exists().where(Feedback.conversation_id == Conversation.id, Feedback.thumb < 0)


def _last_failed() -> ColumnElement[bool]:
    later = aliased(Turn)
    failed = or_(*(Turn.outcome.startswith(family, autoescape=True) for family in FAILED))
    newer = exists().where(later.conversation_id == Turn.conversation_id, later.id > Turn.id)
    return exists().where(Turn.conversation_id == Conversation.id, failed, ~newer)
