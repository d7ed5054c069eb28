"""What was hard: collected by procedure, without a name, and given on as a table."""

import csv
import io
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.__main__ import main
from bot.web.citizen.export import COLUMNS, safe, write_difficulties
from bot.web.citizen.models import Difficulty
from bot.web.settings import WebSettings
from procedures.calendar import now, today
from tests.web.citizen.conftest import Person


def kept(sessions: sessionmaker[Session]) -> list[tuple[str | None, str | None, str]]:
    with sessions() as session:
        return [(row.slug, row.agency, row.words) for row in session.scalars(select(Difficulty))]


async def test_anybody_may_tell_and_the_agency_follows_from_the_procedure(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    form = {"form_id": str(uuid.uuid4()), "slug": "criminal-record-1", "words": "Cổng báo lỗi, gọi tôi 0912345678"}
    for _ in range(2):  # sent twice it counts once
        status, page = await visitor.send("/gop-y", **form)
        assert status == 200 and "Cảm ơn anh/chị" in page
    assert kept(sessions) == [("criminal-record-1", "Công an tỉnh", "Cổng báo lỗi, gọi tôi [đã che: số điện thoại]")]


async def test_an_unknown_procedure_is_left_out_and_the_words_stay(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    await visitor.send("/gop-y", form_id=str(uuid.uuid4()), slug="no-such", agency="Xã A", words="đông quá")
    assert kept(sessions) == [(None, "Xã A", "đông quá")]


@pytest.mark.parametrize(
    ("form", "status"),
    [({"words": " "}, 422), ({"words": "x" * 501}, 413), ({"form_id": "x"}, 422), ({"agency": "x" * 501}, 413)],
)
async def test_what_cannot_be_kept_is_refused(
    visitor: Person, sessions: sessionmaker[Session], form: dict[str, str], status: int
) -> None:
    whole = {"form_id": str(uuid.uuid4()), "words": "đông quá"} | form
    assert (await visitor.send("/gop-y", **whole))[0] == status
    assert kept(sessions) == []


def test_the_table_has_a_row_for_each_with_the_name_of_the_procedure(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for number, words in enumerate(('một,\n"hai"', '=HYPERLINK("http://x")')):
            session.add(
                Difficulty(form_id=str(number), slug="criminal-record-1", agency="Công an tỉnh", words=words, at=now())
            )
    table = io.StringIO(newline="")
    with sessions() as session:
        assert write_difficulties(session, table) == 2
    rows = list(csv.reader(io.StringIO(table.getvalue(), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1] == [
        today().isoformat(), "criminal-record-1", "Phiếu lý lịch tư pháp số 1", "Công an tỉnh", 'một,\n"hai"'
    ]  # fmt: skip
    assert rows[2][-1].startswith("'=HYPERLINK")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "|x", "%x", "\t=1", "\r=1", " =1", "\n@x"])
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert safe(cell).startswith("'")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("chờ lâu;=HYPERLINK(1)", "chờ lâu;'=HYPERLINK(1)"),
        ("hai; @x", "hai;' @x"),
        ("hai\n+1", "hai\n'+1"),
        ("＝1+1", "'＝1+1"),
    ],
)
def test_nor_does_what_a_spreadsheet_that_splits_elsewhere_takes_for_a_cell(cell: str, shown: str) -> None:
    assert safe(cell) == shown


@pytest.mark.parametrize("cell", ["", "đông quá", "1-2", "a=b", "'x"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


def test_the_command_writes_what_is_new_enough(
    settings: WebSettings,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    with sessions.begin() as session:
        for number, words in enumerate(("cũ", "mới")):
            session.add(Difficulty(form_id=str(number), words=words, at=now()))
        old = update(Difficulty).where(Difficulty.words == "cũ")
        session.execute(old.values(at=now() - timedelta(days=10)))
    monkeypatch.setenv("DATABASE_URL", settings.database)
    since: date = today() - timedelta(days=1)
    assert main(["export-difficulties", "--since", since.isoformat()]) == 0
    written = capfdbinary.readouterr().out
    assert written.startswith("﻿day,procedure".encode()) and "mới".encode() in written and "cũ".encode() not in written
