"""«Số liệu»: who sees whose figures, periods, the table for spreadsheets."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account, Team
from bot.web.desk.figures import svg, words
from bot.web.desk.figures.export import COLUMNS, as_csv
from bot.web.desk.figures.measures import Figure, Key
from bot.web.desk.models import DailyFigure
from bot.web.desk.reasons import ALL
from procedures.calendar import now, today
from procedures.payload import OUTCOMES, TOPICS
from procedures.words import load
from tests.web.accounts.conftest import Staff
from tests.web.desk.figures.day import DAY, make
from tests.web.desk.queue.made import person, talk, there

ROOT = "/lam-viec/so-lieu"


def _of_team(sessions: sessionmaker[Session], login: str) -> None:
    with sessions.begin() as session:
        number = session.scalars(select(Team.id)).one()
        session.scalars(select(Account).where(Account.login == login)).one().team_id = number


def _rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


async def test_leads_see_everything_and_may_choose_a_team_and_days(
    staff: Staff, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        make(session)
    lead = await staff.signed_in("sep", "team_lead")
    await lead.get(ROOT)
    assert lead.status == 200 and "<dt>Trợ lý tự giải quyết</dt><dd>25%</dd>" in lead.text
    assert "Phiếu lý lịch tư pháp số 1" in lead.text and "Tổ một" in lead.text and "đến 2 phút" in lead.text
    await lead.get(f"{ROOT}?to=1")
    assert "<dt>Cuộc trò chuyện</dt><dd>1</dd>" in lead.text
    await lead.get(f"{ROOT}?tu={DAY}&den={DAY}&thu-tuc=criminal-record-1")
    assert "<dt>Cuộc trò chuyện</dt><dd>5</dd>" in lead.text and "<dt>Tin của người dân</dt><dd>5</dd>" in lead.text
    await lead.get(f"{ROOT}?tu={DAY - timedelta(days=2)}&den={DAY - timedelta(days=2)}")
    assert lead.status == 200 and "Chưa có số liệu trong kỳ này" in lead.text


async def test_staff_see_only_their_own_teams_figures_whatever_they_ask_for(
    staff: Staff, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        make(session)
    me, loose = await staff.signed_in("mot", "staff"), await staff.signed_in("hai", "staff")
    _of_team(sessions, "mot")
    for query in ("", "?to=0", "?to=7"):
        await me.get(ROOT + query)
        assert "<dt>Cuộc trò chuyện</dt><dd>1</dd>" in me.text and 'name="to"' not in me.text
        await me.get(f"{ROOT}.csv{query}")
        assert {row["team"] for row in _rows(me.text)} == {"Tổ một"}
    await loose.get(ROOT)
    assert "<dt>Cuộc trò chuyện</dt><dd>5</dd>" in loose.text  # those of no team, the one of the day before too
    assert "Người dân đang chờ trả lời" not in loose.text


@pytest.mark.parametrize("query", ["?tu=x&den=y", "?tu=2026-11-10&den=2026-11-01", "?tu=2020-01-01&den=2026-01-01"])
async def test_days_that_are_no_period_are_said_and_the_last_seven_shown(staff: Staff, query: str) -> None:
    me = await staff.signed_in("mot", "staff")
    assert await me.get(ROOT + query) == 422 and "Khoảng ngày chưa đúng" in me.text
    assert f"đến {today():%d/%m/%Y}" in me.text


async def test_the_table_holds_one_row_a_figure_with_its_times(staff: Staff, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        make(session)
    lead = await staff.signed_in("sep", "team_lead")
    await lead.get(f"{ROOT}.csv?tu={DAY}&den={DAY}")
    rows = _rows(lead.text)
    assert tuple(rows[0]) == COLUMNS and {row["day"] for row in rows} == {DAY.isoformat()}
    (waits,) = [row for row in rows if row["measure"] == "waits"]
    assert (waits["count"], waits["total"], waits["classes"], waits["team"]) == ("2", "150", "30:1 120:1", "Tổ một")
    (stars,) = [row for row in rows if row["measure"] == "stars"]
    assert (stars["detail"], stars["procedure_name"]) == ("5", "Phiếu lý lịch tư pháp số 1")


def test_no_cell_is_taken_for_a_formula() -> None:
    figures = {Key("topics", "=1+1", "@sum", 3): Figure(1)}
    rows = _rows("\ufeff" + as_csv({today(): figures}, {"=1+1": "-cmd"}, {3: "+84;=1"}))
    found = (rows[0]["procedure"], rows[0]["procedure_name"], rows[0]["detail"], rows[0]["team"])
    assert found == ("'=1+1", "'-cmd", "'@sum", "'+84;'=1")


async def test_leads_see_who_keeps_a_citizen_waiting(staff: Staff, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        holder = person(session, "cham")
        there(session, holder, ready=False)
        old = now() - timedelta(minutes=30)
        held = talk(session, "held", holder_id=holder, last_at=old, heard_seq=3, spoke_seq=2)
        talk(session, "waiting")
    lead = await staff.signed_in("sep", "team_lead")
    await lead.get(ROOT)
    assert f'href="/lam-viec/c/{held}"' in lead.text and "Người cham – im lặng từ" in lead.text
    assert "<dt>Đang chờ</dt><dd>1</dd>" in lead.text and "<dt>Đang tạm nghỉ</dt><dd>1</dd>" in lead.text


async def test_many_days_are_shown_by_weeks(staff: Staff, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for ago in range(60):
            session.add(
                DailyFigure(
                    day=today() - timedelta(days=ago), measure="topics", slug="", detail="fee", team_id=0, count=2,
                    total=0, spread={},
                )
            )  # fmt: skip
    lead = await staff.signed_in("sep", "team_lead")
    await lead.get(f"{ROOT}?ky=90")
    monday = today() - timedelta(days=today().weekday() + 7)
    assert f'<th scope="row">{monday:%d/%m}</th><td class="number">14</td>' in lead.text


def test_a_long_chart_labels_only_what_fits_and_an_empty_one_is_drawn() -> None:
    drawn = svg.columns([(str(number), number, 0) for number in range(44)])
    assert 4 < sum(1 for column in drawn.rows if column.label) <= 8
    assert svg.columns([("a", 0, 0)]).rows[0].tall == 0
    assert svg.bars([("a", 0, "0"), ("b", 4, "4")]).rows[0].width == 0


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_detail_that_there_can_be_has_words(lang: str) -> None:
    named = [("outcomes", each) for each in OUTCOMES] + [("topics", each) for each in TOPICS]
    named += [("closed_for", each) for each in ALL] + [("stars", str(each)) for each in range(1, 6)]
    kinds = ("asked", "taken", "given_back", "passed", "lost", "left", "closed")
    named += [("handovers", each) for each in kinds]
    assert [pair for pair in named if words.detail(*pair, lang) == pair[1]] == []
    assert words.detail("asked_for", "", lang) == load(lang)["figures.detail.none"]
    assert words.seconds(3725, lang) == {"vi": "1 giờ 2 phút", "en": "1 h 2 min"}[lang]
