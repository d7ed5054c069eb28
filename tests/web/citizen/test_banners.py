"""Notices of the site: on the chat and on the catalog, in force now only, and a command to set them."""

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.__main__ import main
from bot.web.citizen.banners import BadBanner, add_banner, banners_at, end_banner
from bot.web.settings import WebSettings
from procedures.calendar import VIETNAM, now
from tests.web.citizen.conftest import Person

HOUR = timedelta(hours=1)


def add(
    sessions: sessionmaker[Session], text: str, since: timedelta, until: timedelta | None, kind: str = "outage"
) -> int:
    moment = now()
    with sessions.begin() as session:
        return add_banner(
            session, kind, text, f"EN {text}", moment + since, None if until is None else moment + until, "test"
        )


@pytest.mark.parametrize("path", ["/", "/thu-tuc", "/thu-tuc/criminal-record-1", "/gop-y"])
async def test_only_what_is_in_force_now_is_shown(visitor: Person, sessions: sessionmaker[Session], path: str) -> None:
    add(sessions, "VNeID đang lỗi <b>", -HOUR, None)
    add(sessions, "đã qua", -2 * HOUR, -HOUR)
    add(sessions, "sắp tới", HOUR, 2 * HOUR)
    _, page = await visitor.get(path)
    assert "Sự cố:</strong> VNeID đang lỗi &lt;b&gt;" in page
    assert re.search(r"Từ \d\d:\d\d \d\d/\d\d/\d{4}", page)
    assert "đã qua" not in page and "sắp tới" not in page


async def test_a_page_that_a_browser_keeps_is_new_when_a_notice_begins_or_ends(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    async def look(name: str) -> tuple[int, str]:
        async with visitor.http.get(visitor.url + "/thu-tuc", headers={"If-None-Match": name}) as response:
            return response.status, response.headers["ETag"]

    _, before = await look("")
    assert (await look(before))[0] == 304
    number = add(sessions, "bảo trì", -HOUR, None)
    status, during = await look(before)
    assert status == 200 and (await look(during))[0] == 304
    with sessions.begin() as session:
        assert end_banner(session, number, now())
    assert await look(during) == (200, before)


async def test_its_words_are_those_of_the_page(visitor: Person, sessions: sessionmaker[Session]) -> None:
    add(sessions, "bảo trì", -HOUR, HOUR, "notice")
    assert "Notice:</strong> EN bảo trì" in (await visitor.get("/thu-tuc?lang=en"))[1]


def test_outages_come_first_and_the_end_is_the_first_moment_without(sessions: sessionmaker[Session]) -> None:
    start = datetime(2026, 11, 21, 8, tzinfo=VIETNAM)
    with sessions.begin() as session:
        add_banner(session, "notice", "a", "a", start, start + HOUR, "test")
        add_banner(session, "outage", "b", "b", start, None, "test")
    with sessions() as session:
        texts = {
            offset: [each.text_vi for each in banners_at(session, start + offset * HOUR / 2)] for offset in range(-1, 3)
        }
    assert texts == {-1: [], 0: ["b", "a"], 1: ["b", "a"], 2: ["b"]}


@pytest.mark.parametrize(
    ("kind", "vi", "en", "since", "until"),
    [
        ("panic", "a", "a", 0, None),
        ("notice", " ", "a", 0, None),
        ("notice", "a", "", 0, None),
        ("notice", "x" * 401, "a", 0, None),
        ("notice", "a", "a", 1, 1),
        ("notice", "a", "a", 1, 0),
    ],
)
def test_a_notice_that_cannot_be_is_refused(
    sessions: sessionmaker[Session], kind: str, vi: str, en: str, since: int, until: int | None
) -> None:
    with sessions() as session, pytest.raises(BadBanner):
        moment = now()
        add_banner(session, kind, vi, en, moment + since * HOUR, None if until is None else moment + until * HOUR, "t")


def test_the_command_adds_lists_and_ends(
    settings: WebSettings,
    sessions: sessionmaker[Session],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database)
    add_it = ["banner", "add", "--kind", "outage", "--vi", "VNeID lỗi", "--en", "VNeID is down"]
    assert main([*add_it, "--from", "2026-01-01T08:00", "--to", "2099-01-01"]) == 0
    number = capsys.readouterr().out.strip()
    assert main(["banner", "list"]) == 0
    assert f"{number} outage 2026-01-01T01:00:00+00:00" in capsys.readouterr().out
    assert main(["banner", "end", number]) == 0
    assert main(["banner", "end", number]) == 2
    main(["banner", "list"])
    assert capsys.readouterr().out == ""
    assert main([*add_it, "--from", "2026-01-02", "--to", "2026-01-01"]) == 2
    assert "end comes after" in capsys.readouterr().err
