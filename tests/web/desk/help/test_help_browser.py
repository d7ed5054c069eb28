"""The help in a real Chromium: axe on small and large screens in both languages, keys, the box."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account
from bot.web.models import Conversation
from procedures.publishing.load import load
from tests.catalog import CATALOG
from tests.web import screens
from tests.web.accounts.conftest import Staff
from tests.web.desk.help.conftest import Talks
from tests.web.fake_rasa import FakeRasa
from tests.web.screens import check, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("asks_rasa")]
PHONE = "/lam-viec/dien-thoai"


@pytest.fixture(autouse=True)
def whole_catalog(sessions: sessionmaker[Session], rasa: FakeRasa) -> None:
    """The shipped records, and a bot that hears a question about the fee of a passport."""
    with sessions.begin() as session:
        load(session, CATALOG)
    entity = {"entity": "procedure", "value": "passport", "start": 0, "end": 3}
    ranking = [{"name": "fee", "confidence": 0.9}, {"name": "documents", "confidence": 0.1}]
    rasa.meaning = lambda text: {"intent_ranking": ranking, "entities": [entity], "asks": []}


async def signed_in(chromium: Browser, staff: Staff, login: str = "sep", lang: str = "vi", **options: Any) -> Page:
    """A page of somebody who is staff and leads a team."""
    account = staff.account(login, "staff", "team_lead", with_second_factor=True)
    with staff.sessions.begin() as session:
        session.get_one(Account, account).lang = lang
    context = await chromium.new_context(base_url=staff.url, **options)
    page = await context.new_page()
    await sign_in(page, staff, login, lang)
    return page


def me(staff: Staff, login: str = "sep") -> int:
    with staff.sessions() as session:
        return session.scalars(select(Account.id).where(Account.login == login)).one()


@pytest.mark.parametrize(("lang", "scheme", "width"), [("vi", "light", 360), ("en", "dark", 1280)])
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    staff: Staff, held: Talks, chromium: Browser, lang: str, scheme: Any, width: int
) -> None:
    page = await signed_in(
        chromium, staff, lang=lang, viewport={"width": width, "height": 800}, color_scheme=scheme
    )  # fmt: skip
    talk = held.by(me(staff), "phí hộ chiếu?")
    for path in ("/lam-viec/mau-cau", "/lam-viec/mau-cau/xin-chao", f"/lam-viec/c/{talk}/tro-giup?q=khai+sinh", PHONE):
        await page.goto(path)
        await check(page)
    await page.locator("#words").fill("ho chieu cho con 5 tuoi")
    await expect(page.locator("#answer h2")).to_be_visible()
    await check(page)
    await page.goto(f"{PHONE}?thu-tuc=permanent-residence")
    await page.locator("button[name=guide][value=on]").click()
    await expect(page.locator(".led .read")).to_be_visible()
    await check(page)
    await page.goto(f"/lam-viec/c/{talk}")
    await expect(page.locator("#help .drafts")).to_be_visible()
    await check(page)


async def test_while_somebody_types_the_answer_stands_there_and_a_fact_changes_it(
    staff: Staff, chromium: Browser, rasa: FakeRasa
) -> None:
    page = await signed_in(chromium, staff)
    rasa.healthy = False
    await page.goto(PHONE)
    await expect(page.locator("#words")).to_be_focused()
    await page.keyboard.type("ly lich tu phap so 1")
    fee = page.locator("#answer .read").first
    await expect(page.locator("#answer h2")).to_have_text("Phiếu lý lịch tư pháp số 1")
    before = await fee.text_content()
    await page.locator("#g-student").check()
    await expect(fee).not_to_have_text(before or "")
    await expect(page.locator("#g-student")).to_be_focused()
    assert "100.000đ" in (await fee.text_content() or "")
    await page.locator("#reason").select_option("solved")
    await page.locator("#close button").click()
    await expect(page.get_by_text("Đã ghi cuộc gọi")).to_be_visible()


async def test_the_guide_is_walked_with_a_caller_and_its_link_goes_into_the_message(
    staff: Staff, chromium: Browser
) -> None:
    page = await signed_in(chromium, staff)
    await page.goto(f"{PHONE}?thu-tuc=permanent-residence")
    await page.locator("button[name=guide][value=on]").click()
    answers = page.locator(".led button[name=a]")
    await expect(answers.first).to_be_visible()
    for number in range(12):
        await expect(page.locator(".led input[name=a]")).to_have_count(number, timeout=10_000)
        if not await answers.count():
            break
        await answers.first.click()
    await expect(page.locator(".outcome")).to_be_visible()
    assert "/huong-dan?a=" in await page.locator("#to-send").input_value()
    count = await page.locator(".led input[name=a]").count()
    await page.locator("button[name=guide][value=back]").click()
    await expect(page.locator(".led input[name=a]")).to_have_count(count - 1)


async def test_one_key_puts_a_draft_into_the_box_and_another_sends_it(
    staff: Staff, held: Talks, chromium: Browser
) -> None:
    page = await signed_in(chromium, staff, viewport=screens.DESK)
    talk = held.by(me(staff), "phí hộ chiếu?")
    await page.goto(f"/lam-viec/c/{talk}")
    await expect(page.locator("#help .drafts > li").first).to_contain_text("Lệ phí")
    await page.keyboard.press("Alt+Shift+Digit1")
    await expect(page.locator("#text")).to_be_focused()
    assert "công dân số" in await page.locator("#text").input_value()
    await page.locator("#text").fill("")
    await page.keyboard.press("Alt+Digit1")
    await expect(page.locator("#log .staff .block.fees")).to_be_visible()
    await expect(page.locator("#help [role=status]")).to_have_text("Đã gửi.")


async def test_a_shortcut_in_the_box_becomes_its_words(staff: Staff, held: Talks, chromium: Browser) -> None:
    page = await signed_in(chromium, staff, viewport=screens.DESK)
    await page.goto(f"/lam-viec/c/{held.by(me(staff))}")
    await expect(page.locator("#help .drafts")).to_be_visible()
    await page.locator("#text").focus()
    await page.keyboard.type("/xin-chao ")
    await expect(page.locator("#text")).to_have_value("Chào anh/chị, tôi là Người sep, nhân viên tổng đài. Tôi đã đọc "
        "phần anh/chị trao đổi với trợ lý tự động và sẽ hỗ trợ tiếp ạ.")  # fmt: skip
    await page.keyboard.type("1/2 ngày, /khong-co ")
    assert (await page.locator("#text").input_value()).endswith("1/2 ngày, /khong-co ")


async def test_a_new_message_brings_new_drafts_and_a_note_begun_stays(
    staff: Staff, held: Talks, chromium: Browser, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    page = await signed_in(chromium, staff, viewport=screens.DESK)
    talk = held.by(me(staff), "phí hộ chiếu?")
    await page.goto(f"/lam-viec/c/{talk}")
    await expect(page.locator("#help .asked-words")).to_have_text("phí hộ chiếu?")
    await page.locator("#note").fill("đang xem")
    with sessions.begin() as session:
        held.say(session, talk, "còn giấy tờ thì sao?")
        session.get_one(Conversation, talk).is_test = False
    await expect(page.locator("#help .asked-words")).to_have_text("còn giấy tờ thì sao?")
    await expect(page.locator("#note")).to_have_value("đang xem")
    await page.locator("#help form[action$=ghi-chu] button").click()
    await expect(page.locator("#help .plainlist .lines", has_text="đang xem")).to_be_visible()
    await expect(page.locator("#note")).to_have_value("")


async def test_without_a_script_the_help_is_a_page_and_a_card_a_form(
    staff: Staff, held: Talks, chromium: Browser
) -> None:
    page = await signed_in(chromium, staff, java_script_enabled=False, viewport=screens.DESK)
    talk = held.by(me(staff), "phí hộ chiếu?")
    await page.goto(f"/lam-viec/c/{talk}")
    await page.locator("#help a").click()
    await page.locator(".drafts .strong").first.click()
    await expect(page.locator("#log .staff .block.fees")).to_be_visible()
    await page.goto(PHONE)
    await page.locator("#words").fill("ho chieu")
    await page.keyboard.press("Enter")
    await expect(page.locator("#answer h2")).to_have_text("Cấp hộ chiếu phổ thông ở trong nước")
