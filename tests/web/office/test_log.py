"""The log as admins see it: everything, filtered, as a file; nobody changes it."""

import csv
import io

from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from tests.web.accounts.conftest import Staff

HOME = "/quan-tri/nhat-ky"


def wrote(sessions: sessionmaker[Session], count: int = 1, **values: object) -> None:
    with sessions.begin() as session:
        for number in range(count):
            what = ("setting", f"idle_minutes{number or ''}")
            audit.write(session, Who(1), "change_setting", what, {"value": 30}, {"value": 45} | values, "=cmd()")


async def test_a_row_says_who_did_what_why_and_before_and_after(staff: Staff, sessions: sessionmaker[Session]) -> None:
    admin = await staff.signed_in("lan", "admin")
    wrote(sessions)
    assert await admin.get(HOME) == 200
    for words in ("Người lan", "đổi cài đặt", "<del>30</del>", "<ins>45</ins>", "=cmd()"):
        assert words in admin.text, words


async def test_filters_leave_what_was_asked_for(staff: Staff, sessions: sessionmaker[Session]) -> None:
    admin = await staff.signed_in("lan", "admin")
    wrote(sessions)
    for query, found in (
        ("viec=change_setting", True), ("viec=invite", False), ("loai=setting&so=idle_minutes", True),
        ("loai=setting&so=other", False), ("nguoi=1", True), ("nguoi=0", False), ("tu=2020-01-01", True),
        ("den=2020-01-01", False), ("tu=x&den=y&truoc=z&nguoi=ä", True),
    ):  # fmt: skip
        assert await admin.get(f"{HOME}?{query}") == 200
        assert ("<del>30</del>" in admin.text) is found, query


async def test_more_than_a_page_is_read_on_without_a_gap(staff: Staff, sessions: sessionmaker[Session]) -> None:
    admin = await staff.signed_in("lan", "admin")
    wrote(sessions, 130)
    await admin.get(f"{HOME}?viec=change_setting")
    first = admin.text.count("<del>30</del>")
    onward = admin.text.partition('class="button" href="')[2].partition('"')[0].replace("&amp;", "&")
    await admin.get(onward)
    assert (first, admin.text.count("<del>30</del>")) == (100, 30) and "truoc=" not in admin.text


async def test_the_file_has_all_rows_and_no_formula_and_is_a_row_itself(
    staff: Staff, sessions: sessionmaker[Session]
) -> None:
    admin = await staff.signed_in("lan", "admin")
    wrote(sessions, 130, note="=1+1")
    await admin.get(f"{HOME}?viec=change_setting&tep=csv")
    rows = list(csv.DictReader(io.StringIO(admin.text.removeprefix("\ufeff"))))
    assert len(rows) == 130 and {row["reason"] for row in rows} == {"'=cmd()"}
    await admin.get(HOME)
    assert "tải nhật ký" in admin.text


async def test_words_of_people_are_shown_as_words(staff: Staff, sessions: sessionmaker[Session]) -> None:
    admin = await staff.signed_in("lan", "admin")
    wrote(sessions, note="<script>alert(1)</script>")
    await admin.get(HOME)
    assert "<script>alert" not in admin.text and "&lt;script&gt;" in admin.text
