"""Figures that are kept: a day's when it is over, and before that those of conversations that are erased.

A day that is filled is never counted again, so what retention erases stays in its figures. Whoever fills a day or
erases a conversation first writes the same row: they wait for each other, and nothing is counted twice or lost.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts.rows import changed
from bot.web.desk.figures.count import count
from bot.web.desk.figures.measures import MEASURES, Figure, Figures, Key
from bot.web.desk.models import Call, CallBack, DailyFigure
from bot.web.models import Conversation
from procedures.calendar import VIETNAM, aware, now

FILLED, TURN = "filled", "turn"
"""Rows that are no figures: this day is filled; whose turn it is to write."""
NO_DAY = date(1970, 1, 1)
GRACE = timedelta(minutes=15)
"""After midnight, until all that happened before it is written down."""
DAY = timedelta(days=1)


def fill(session: Session, day: date) -> bool:
    """Keeps the figures of a day; False where it is not over, or was filled. The caller commits."""
    if (now() - GRACE).astimezone(VIETNAM).date() <= day:
        return False
    _take_turn(session)
    if day in filled(session, day, day):
        return False
    add(session, day, count(session, day))
    session.add(_row(day, Key(FILLED), Figure()))
    session.flush()
    return True


def keep_erased(session: Session, conversations: Sequence[str]) -> None:
    """Keeps what these conversations count on days that are not filled, before they are erased."""
    first = session.scalar(select(func.min(Conversation.created_at)).where(Conversation.id.in_(conversations)))
    if first is None:
        return
    _take_turn(session)
    for day in unfilled(session, _day(first)):
        add(session, day, count(session, day, conversations))


def unfilled(session: Session, first: date | None = None) -> list[date]:
    """Days from the first (by default: the first of which there is anything) until today that are not filled."""
    begin, today = first or first_day(session), _day(now())
    if begin is None:
        return []
    done = filled(session, begin, today)
    days = (begin + number * DAY for number in range((today - begin).days + 1))
    return [day for day in days if day not in done]


def first_day(session: Session) -> date | None:
    """The first day of which there are rows to count."""
    columns = (Conversation.created_at, CallBack.at, Call.started_at)
    moments = [found for column in columns if (found := session.scalar(select(func.min(column)))) is not None]
    return min((_day(moment) for moment in moments), default=None)


def filled(session: Session, first: date, last: date) -> set[date]:
    """The days that are filled."""
    query = select(DailyFigure.day).where(DailyFigure.measure == FILLED, DailyFigure.day.between(first, last))
    return set(session.scalars(query))


def kept(session: Session, first: date, last: date) -> dict[date, Figures]:
    """What is kept, by day."""
    days: dict[date, Figures] = {}
    which = DailyFigure.day.between(first, last), DailyFigure.measure.in_(MEASURES)
    for row in session.scalars(select(DailyFigure).where(*which)):
        key = Key(row.measure, row.slug, row.detail, row.team_id)
        days.setdefault(row.day, {})[key] = Figure(row.count, row.total, dict(row.spread))
    return days


def add(session: Session, day: date, figures: Figures) -> None:
    """Adds to what is kept of a day."""
    for key, figure in figures.items():
        row = session.get(DailyFigure, (day, key.measure, key.slug, key.detail, key.team_id))
        if row is None:
            session.add(_row(day, key, figure))
            continue
        both = Figure(row.count, row.total, dict(row.spread))
        both.add(figure.count, figure.total, figure.spread)
        row.count, row.total, row.spread = both.count, both.total, both.spread
    session.flush()


def _row(day: date, key: Key, figure: Figure) -> DailyFigure:
    return DailyFigure(
        day=day, measure=key.measure, slug=key.slug, detail=key.detail, team_id=key.team_id,
        count=figure.count, total=figure.total, spread=figure.spread,
    )  # fmt: skip


def _take_turn(session: Session) -> None:
    mine = update(DailyFigure).where(DailyFigure.day == NO_DAY, DailyFigure.measure == TURN)
    mine = mine.values(count=DailyFigure.count + 1).execution_options(synchronize_session=False)
    while not changed(session, mine):
        try:
            with session.begin_nested():
                session.add(_row(NO_DAY, Key(TURN), Figure()))
        except IntegrityError:
            continue  # somebody else made it: now it is there to be waited for


def _day(moment: datetime) -> date:
    return aware(moment).astimezone(VIETNAM).date()
