"""Figures against a day that was counted by hand; kept once, also when conversations are erased."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.erase import erase
from bot.web.desk.figures.bank import fill, first_day, kept, unfilled
from bot.web.desk.figures.count import count
from bot.web.desk.figures.jobs import WORK
from bot.web.desk.figures.measures import MORE, Figure, Figures, class_of
from bot.web.desk.figures.read import Choice, by_day, total
from bot.web.desk.models import DailyFigure
from bot.web.edge import Edge
from bot.web.jobs import do_what_is_due
from bot.web.models import Conversation
from bot.web.retention import erase_old
from bot.web.settings import WebSettings
from procedures.calendar import now, today
from procedures.db import Base, make_engine, make_sessions
from tests.web.desk.figures.day import DAY, expected, make, on, real
from tests.web.desk.queue.made import item, talk


def plain(figures: Figures) -> dict[object, object]:
    return {key: (figure.count, figure.total, figure.spread) for key, figure in figures.items()}


def _whole_way(sessions: sessionmaker[Session]) -> None:
    """Counted, a conversation erased before the day is kept, kept, the others erased: always the same figures."""
    with sessions.begin() as session:
        made = make(session)
        assert plain(count(session, DAY)) == expected()
        erase(session, [made["helped"], made["solved"]], "citizen")
    choice = Choice(DAY, DAY)
    for _ in range(2):
        with sessions.begin() as session:
            assert plain(by_day(session, choice)[DAY]) == expected()
            fill(session, DAY)
    with sessions.begin() as session:
        assert plain(kept(session, DAY, DAY)[DAY]) == expected()
        erase(session, real(made), "retention")
        assert session.scalar(select(func.count()).select_from(Conversation)) == 1
    with sessions.begin() as session:
        assert not fill(session, DAY)
        assert plain(by_day(session, choice)[DAY]) == expected()


def test_a_day_counted_by_hand_stays_the_same_whatever_is_erased(sessions: sessionmaker[Session]) -> None:
    _whole_way(sessions)


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    Base.metadata.create_all(engine)
    _whole_way(make_sessions(engine))
    engine.dispose()


def _at_once(sessions: sessionmaker[Session]) -> None:
    """Conversations are erased by several while the day is kept: each message counts once."""
    with sessions.begin() as session:
        talks = [talk(session, created_at=on("09:00"), last_at=on("09:00")) for _ in range(24)]
        for each in talks:
            item(session, each, 2, "citizen", on("09:00"))
    start = threading.Barrier(5)

    def work(number: int) -> None:
        start.wait()
        for each in talks[number::4] if number < 4 else [""]:
            with sessions.begin() as session:
                if each:
                    erase(session, [each], "citizen")
                else:
                    fill(session, DAY)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 0
        figures = by_day(session, Choice(DAY, DAY))[DAY]
    assert (total(figures, "messages").count, total(figures, "conversations").count) == (24, 24)


def test_keeping_a_day_while_conversations_are_erased_loses_and_doubles_nothing(
    sessions: sessionmaker[Session],
) -> None:
    _at_once(sessions)


@pytest.mark.postgres
def test_the_same_at_once_on_postgresql(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    Base.metadata.create_all(engine)
    _at_once(make_sessions(engine))
    engine.dispose()


def test_a_day_that_is_not_over_is_not_kept_and_counts_as_it_goes(sessions: sessionmaker[Session]) -> None:
    day = today()
    with sessions.begin() as session:
        first = talk(session)
        item(session, first, 2, "citizen", now())
        assert not fill(session, day)
        assert total(by_day(session, Choice(day, day))[day], "messages").count == 1
        erase(session, [first], "citizen")
        talk(session)
    with sessions() as session:
        figures = by_day(session, Choice(day, day))[day]
        assert (total(figures, "messages").count, total(figures, "conversations").count) == (1, 2)


async def test_the_job_keeps_every_day_that_is_over_and_retention_takes_nothing_from_it(
    settings: WebSettings, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        made = make(session)
        assert first_day(session) == DAY - timedelta(days=1)
    assert await do_what_is_due(Edge(settings, sessions, None), WORK) == ["daily_figures"]  # type: ignore[arg-type]
    with sessions.begin() as session:
        assert unfilled(session) == [today()] or len(unfilled(session)) == 2  # yesterday too, just after midnight
        old = now() - timedelta(days=91)
        session.execute(update(Conversation).where(Conversation.id.in_(real(made))).values(last_at=old))
        assert erase_old(session, settings) == len(real(made))
    with sessions() as session:
        assert plain(by_day(session, Choice(DAY, DAY))[DAY]) == expected()
        assert (
            total(by_day(session, Choice(DAY - timedelta(days=1), DAY))[DAY - timedelta(days=1)], "conversations").count
            == 1
        )


def test_a_team_and_a_procedure_can_be_looked_at_alone(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        make(session)
        team = by_day(session, Choice(DAY, DAY, team_id=1))[DAY]
        none = by_day(session, Choice(DAY, DAY, team_id=0))[DAY]
        slug = by_day(session, Choice(DAY, DAY, slug="criminal-record-1"))[DAY]
    assert {key.team_id for key in team} == {1} and {key.team_id for key in none} == {0}
    assert total(slug, "messages").count == 5 and {key.slug for key in slug} == {"criminal-record-1"}


def test_midnight_in_vietnam_parts_the_days(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        made = talk(session, created_at=on("23:00"))
        item(session, made, 2, "citizen", on("23:59:59"))
        item(session, made, 3, "citizen", on("00:00", DAY + timedelta(days=1)))
        days = by_day(session, Choice(DAY, DAY + timedelta(days=1)))
    assert [total(figures, "messages").count for figures in days.values()] == [1, 1]


def test_a_median_is_the_bound_of_the_class_that_half_of_all_reach(sessions: sessionmaker[Session]) -> None:
    figure = Figure()
    assert (figure.quantile(0.5), figure.mean) == (None, None)
    for seconds in (10, 20, 25, 61, 40000):
        figure.time(seconds)
    assert (figure.quantile(0.5), figure.quantile(0.9), figure.mean) == ("30", MORE, 8023.2)
    assert (class_of(15), class_of(15.1), class_of(28801)) == ("15", "30", MORE)


def test_rows_of_figures_name_no_conversation_and_no_person() -> None:
    assert {column.name for column in DailyFigure.__table__.columns} == {
        "day", "measure", "slug", "detail", "team_id", "count", "total", "spread",
    }  # fmt: skip
