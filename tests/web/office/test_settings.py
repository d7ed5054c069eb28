"""Settings of the site: in force at once, never overwritten unseen, each with a reason and a row in the log."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import AuditEntry
from bot.web.citizen.site_models import Banner, SiteSetting
from bot.web.citizen.terms import read_terms
from bot.web.embed.origins import embed_origins, refused
from bot.web.settings import WebSettings
from tests.web.accounts.conftest import Staff

HOME = "/quan-tri/cai-dat"
WHY = "theo quyết định mới"
WRONG = (
    ("idle_minutes", "0", WHY), ("idle_minutes", "1441", WHY), ("idle_minutes", "-3", WHY),
    ("idle_minutes", "ba mươi", WHY), ("idle_minutes", "", WHY), ("resume_link_days", "91", WHY),
    ("keep_conversations_days", "3651", WHY), ("idle_minutes", "40", " "), ("idle_minutes", "40", "x" * 501),
    ("embed_origins", "https://*.gov.vn", WHY), ("no_such_setting", "1", WHY), ("bot_off", "on", WHY),
)  # fmt: skip
"""Key, value and reason that must not be taken."""
WRONG_NOTICES: tuple[dict[str, str], ...] = (
    {"text_en": " "}, {"text_vi": "x" * 401}, {"since": "hôm qua"}, {"reason": ""},
    {"since": "2026-11-22T08:00", "until": "2026-11-22T07:00"},
)  # fmt: skip
Sessions = sessionmaker[Session]


def log_of(sessions: Sessions) -> list[tuple[str, str, str]]:
    with sessions() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.object_kind.in_(("setting", "notice"))))
        return [(row.action, row.object_id, row.reason) for row in rows]


async def test_a_term_that_is_saved_holds_and_the_log_says_why(
    staff: Staff, sessions: Sessions, settings: WebSettings
) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    assert await admin.send(f"{HOME}/idle_minutes", value="45", revision=0, reason=WHY) == 200
    with sessions() as session:
        assert read_terms(session, settings).idle_minutes == 45
    assert log_of(sessions) == [("change_setting", "idle_minutes", WHY)] and 'value="45"' in admin.text


async def test_two_admins_at_once_one_is_told_and_a_double_click_changes_nothing(
    staff: Staff, sessions: Sessions
) -> None:
    one, two = await staff.signed_in("lan", "admin"), await staff.signed_in("hoa", "admin")
    for browser in (one, two):
        await browser.get(HOME)
    sent = [one.send(f"{HOME}/idle_minutes", value="45", revision=0, reason=WHY)]
    sent.append(two.send(f"{HOME}/idle_minutes", value="50", revision=0, reason=WHY))
    assert sorted(await asyncio.gather(*sent)) == [200, 409]
    with sessions() as session:
        value = session.get_one(SiteSetting, "idle_minutes").value
    assert await one.send(f"{HOME}/idle_minutes", value=value, revision=0, reason=WHY) == 200
    with sessions() as session:
        assert session.get_one(SiteSetting, "idle_minutes").revision == 1
    assert len(log_of(sessions)) == 1


async def test_what_a_setting_cannot_be_is_refused_with_what_was_typed(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    for key, value, reason in WRONG:
        assert await admin.send(f"{HOME}/{key}", value=value, revision=0, reason=reason) == 422, (key, value)
        assert 'role="alert"' in admin.text and value in admin.text
    with sessions() as session:
        assert session.scalar(select(SiteSetting.key)) is None


@pytest.mark.parametrize(
    ("origin", "is_refused"),
    [
        ("https://dichvucong.tinh.gov.vn", False), ("https://*.tinh.gov.vn", False), ("https://*.example.org", False),
        ("http://localhost:8080", False), ("http://dichvucong.tinh.gov.vn", True), ("https://*.vn", True),
        ("https://*.gov.vn", True), ("https://*.com", True), ("https://*.co.uk", True), ("https://*", True),
        ("https://tinh.gov.vn/duong-dan", True), ("javascript:alert(1)", True), ("https://a b", True), ("*", True),
        ("https://*.localhost", True),
    ],
)  # fmt: skip
def test_an_origin_is_one_site_or_the_sites_of_one_owner(origin: str, is_refused: bool) -> None:
    assert refused(origin) is is_refused


async def test_origins_are_allowed_from_then_on(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    typed = "https://a.gov.vn/\n  https://*.tinh.gov.vn\nhttps://a.gov.vn"
    assert await admin.send(f"{HOME}/embed_origins", value=typed, revision=0, reason=WHY) == 200
    with sessions() as session:
        assert embed_origins(session) == ("https://a.gov.vn", "https://*.tinh.gov.vn")
    assert await admin.get("/embed") == 200


async def test_a_notice_is_shown_once_however_often_it_is_sent_and_ends(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    form = {"kind": "notice", "text_vi": "Nghỉ lễ", "text_en": "Holiday", "reason": WHY}
    for _ in range(2):
        assert await admin.send(f"{HOME}/thong-bao", **form) == 200
    visitor = staff.browser()
    await visitor.get("/thu-tuc")
    assert visitor.text.count("Nghỉ lễ") == 1
    for _ in range(2):
        assert await admin.send(f"{HOME}/thong-bao/1", reason=WHY) == 200
    await visitor.get("/thu-tuc/criminal-record-1")
    assert "Nghỉ lễ" not in visitor.text
    assert [action for action, _, _ in log_of(sessions)] == ["add_notice", "end_notice"]


async def test_a_notice_that_cannot_be_is_refused_and_stays_typed(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    for wrong in WRONG_NOTICES:
        form = {"kind": "notice", "text_vi": "Nghỉ lễ", "text_en": "Holiday", "reason": WHY} | wrong
        assert await admin.send(f"{HOME}/thong-bao", **form) == 422, wrong
        assert form["text_vi"] in admin.text
    with sessions() as session:
        assert session.scalar(select(Banner.id)) is None
