"""Figures against a day that was counted by hand; kept once, also when conversations are erased."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.audit import Who
from bot.web.citizen.erase import erase
from bot.web.desk import hands
from bot.web.desk.figures.bank import fill, first_day, kept, unfilled
from bot.web.desk.figures.count import count
from bot.web.desk.figures.jobs import WORK
from bot.web.desk.figures.measures import MORE, Figure, Figures, class_of
from bot.web.desk.figures.read import Choice, by_day, total
from bot.web.desk.models import DailyFigure, Handover
from bot.web.desk.queue.waits import holds_of
from bot.web.edge import Edge
from bot.web.jobs import do_what_is_due
from bot.web.models import Conversation
from bot.web.retention import erase_old
from bot.web.settings import WebSettings
from procedures.calendar import now, today
from tests.web.desk.figures.day import DAY, asked_at_night, call_back, expected, make, on, real
from tests.web.desk.queue.made import change, item, person, talk, team


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
def test_the_same_on_postgresql(postgres_sessions: sessionmaker[Session]) -> None:
    _whole_way(postgres_sessions)


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
def test_the_same_at_once_on_postgresql(postgres_sessions: sessionmaker[Session]) -> None:
    _at_once(postgres_sessions)


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
        own = by_day(session, Choice(DAY, DAY, team_id=1))[DAY]
        none = by_day(session, Choice(DAY, DAY, team_id=0))[DAY]
        slug = by_day(session, Choice(DAY, DAY, slug="criminal-record-1"))[DAY]
    assert {key.team_id for key in own} == {1} and {key.team_id for key in none} == {0}
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


def test_who_asks_for_a_person_while_nobody_can_come_was_not_helped_by_the_bot_alone(
    sessions: sessionmaker[Session],
) -> None:
    begun: dict[str, Any] = {"created_at": on("20:00"), "closed_at": on("20:40"), "closed_why": "idle"}
    with sessions.begin() as session:
        asked_at_night(session, talk(session, **begun))
        by_telephone = talk(session, **begun)
        item(session, by_telephone, 2, "citizen", on("20:01"))
        call_back(session, by_telephone, on("20:02"))
        figures = count(session, DAY)
    assert (total(figures, "talks").count, total(figures, "solved").count) == (2, 0)
    assert total(figures, "handovers", "asked").count == total(figures, "asked_for", "human").count == 1
    assert total(figures, "waits").count == total(figures, "gave_up").count == 0


def test_who_asks_at_night_and_again_by_day_has_asked_once(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        made = talk(session, created_at=on("07:00"))
        asked_at_night(session, made, "07:10")
        change(session, made, "asked", on("08:10"), reason="human")
        change(session, made, "taken", on("08:11"))
        figures = count(session, DAY)
    assert total(figures, "handovers", "asked").count == total(figures, "asked_for", "human").count == 1


def test_a_chat_given_back_stays_in_the_figures_of_the_team_that_answered_it(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        own = team(session)
        who = Who(person(session, "lan", own), "an address")
        made = talk(session, "waiting")
        change(session, made, "asked", now() - timedelta(minutes=2), reason="human")
        hands.take(session, who, made)
        hands.give_back(session, who, made)
        assert session.get_one(Conversation, made).team_id is None
        figures = count(session, today())
    mine = {(key.measure, key.detail): figure.count for key, figure in figures.items() if key.team_id == own}
    assert mine == {("handovers", "taken"): 1, ("handovers", "given_back"): 1, ("waits", ""): 1, ("handling", ""): 1}


def test_handling_is_the_time_in_hands_and_not_in_the_queue_between(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        one, two = team(session), team(session, "Tổ hai")
        lan, minh = person(session, "lan", one), person(session, "minh", two)
        made = talk(session, created_at=on("08:59"))
        for kind, clock, to, own in (
            ("asked", "09:00", None, None),
            ("taken", "09:01", lan, one),
            ("lost", "09:03", lan, one),
            ("taken", "09:10", lan, one),
            ("passed", "09:11", None, two),
            ("taken", "09:30", lan, one),
            ("passed", "09:34", minh, two),
            ("closed", "09:42", minh, two),
        ):
            change(session, made, kind, on(clock), to_id=to, team_id=own)
        changes = session.scalars(select(Handover).order_by(Handover.id)).all()
    assert [(held.team_id, held.seconds) for held in holds_of(changes)] == [(two, (2 + 1 + 4 + 8) * 60)]
