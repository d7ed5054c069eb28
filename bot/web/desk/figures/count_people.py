"""What people did on a day: hand-overs, waiting, handling, call-backs, calls."""

from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from bot.web.desk.figures.measures import PERSON, Figure, Figures, Key
from bot.web.desk.figures.window import Window
from bot.web.desk.models import Call, CallBack, Handover
from bot.web.desk.queue.waits import holds_of, waits_of
from bot.web.models import Conversation, Turn
from procedures.calendar import aware

REASONED = {"asked": "asked_for", "closed": "closed_for"}


def count_people(session: Session, window: Window) -> Figures:
    """The same form as ``count_talks``. Team: of whoever did it then, of the call-back, of the call.

    Who asked while nobody could come is in no queue and so in no wait, but has asked for a person.
    """
    figures: Figures = {}

    def of(measure: str, slug: str | None, detail: str = "", team: int | None = None) -> Figure:
        return figures.setdefault(Key(measure, slug or "", detail, team or 0), Figure())

    changes, slugs = _changes(session, window)
    for change in changes:
        if _within(window, change.at):
            talk = change.conversation_id
            of("handovers", slugs[talk], change.kind, change.team_id).add(1)
            if change.kind in REASONED:
                of(REASONED[change.kind], slugs[talk], change.reason or "", change.team_id).add(1)
    for wait in waits_of(changes):
        if _within(window, wait.ended_at):
            slug, team = slugs[wait.conversation_id], wait.taken_team if wait.taken else wait.team_id
            of("waits" if wait.taken else "gave_up", slug, "", team).time(wait.seconds)
    for held in holds_of(changes):
        if _within(window, held.ended_at):
            of("handling", slugs[held.conversation_id], "", held.team_id).time(held.seconds)
    for slug, team in session.execute(_unheard(window)):
        of("handovers", slug, "asked", team).add(1)
        of("asked_for", slug, "human", team).add(1)
    for row in session.scalars(_call_backs(window)):
        if _within(window, row.at):
            of("call_backs", row.slug, "left", row.team_id).add(1)
        if row.ended_at and _within(window, row.ended_at):
            of("call_backs", row.slug, row.state, row.team_id).add(1)
    if window.only is None:
        real = Call.is_test.is_(False), func.coalesce(Call.reason, "") != "test"
        for call in session.scalars(select(Call).where(window.holds(Call.ended_at), *real)):
            assert call.ended_at is not None  # the window asks for it
            seconds = (aware(call.ended_at) - aware(call.started_at)).total_seconds()
            of("calls", call.slug, call.reason or "", call.team_id).time(seconds)
    return figures


def _changes(session: Session, window: Window) -> tuple[list[Handover], dict[str, str | None]]:
    """All changes of conversations in which something changed on the day, in order, with procedures."""
    touched = select(Handover.conversation_id).where(window.holds(Handover.at))
    query = select(Handover, Conversation.slug).join(Conversation, Conversation.id == Handover.conversation_id)
    query = query.where(Handover.conversation_id.in_(touched), window.real())
    rows = session.execute(query.order_by(Handover.conversation_id, Handover.id)).all()
    return [row[0] for row in rows], {change.conversation_id: slug for change, slug in rows}


def _unheard(window: Window) -> Select[str | None, int | None]:
    """Procedure and team of talks that on this day first asked for a person while nobody could come; once each."""
    earlier = aliased(Turn)
    before = exists().where(
        earlier.conversation_id == Turn.conversation_id, earlier.outcome == "handed_over", earlier.id < Turn.id
    )
    heard = exists().where(
        Handover.conversation_id == Turn.conversation_id, Handover.kind.in_(PERSON), Handover.at < window.end
    )
    query = select(Conversation.slug, Conversation.team_id).join(Turn, Turn.conversation_id == Conversation.id)
    asked = Turn.outcome == "handed_over", window.holds(Turn.done_at)
    return query.where(*asked, ~before, ~heard, window.real())


def _call_backs(window: Window) -> Select[CallBack]:
    """Those without a conversation count too; they belong to no choice of conversations."""
    query = select(CallBack).outerjoin(Conversation, Conversation.id == CallBack.conversation_id)
    real = or_(Conversation.id.is_(None), Conversation.is_test.is_(False))
    on_the_day = or_(window.holds(CallBack.at), window.holds(CallBack.ended_at))
    return query.where(on_the_day, real, window.of(CallBack.conversation_id))


def _within(window: Window, moment: datetime) -> bool:
    return window.begin <= aware(moment) < window.end
