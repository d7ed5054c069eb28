"""Five conversations with the cards of the shipped catalog, each with keys alone and without a script, in Chromium."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.citizen.models import Rating
from bot.web.settings import WebSettings
from procedures.db import make_engine, make_sessions
from procedures.text import PLACEHOLDER
from tests.web.clerk import CODE, Clerk
from tests.web.conftest import serving
from tests.web.fake_rasa import FakeRasa
from tests.web.hands import Hand, Keys, Pointer, heard, newest, offer
from tests.web.library.conftest import catalog_settings as catalog_settings
from tests.web.screens import chromium, open_page

pytestmark = pytest.mark.browser
BORN = date(1988, 3, 17)


@pytest.fixture
def sessions(catalog_settings: WebSettings) -> sessionmaker[Session]:
    """The data base with the whole catalog."""
    return make_sessions(make_engine(catalog_settings.database))


@pytest.fixture
async def edge(catalog_settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa) -> AsyncIterator[str]:
    """An edge with the catalog, whose bot is the clerk."""
    rasa.answer = Clerk(sessions)
    async with serving(create_app(catalog_settings.model_copy(update={"rasa_url": rasa.url}))) as url:
        yield url


@pytest.fixture(params=["keys", "no-script"])
async def hand(request: pytest.FixtureRequest, edge: str) -> AsyncIterator[Hand]:
    """A phone on the chat page; with keys one goes past the head of the page first."""
    with_keys = request.param == "keys"
    async with chromium() as browser:
        page = await open_page(browser, edge, java_script_enabled=with_keys)
        if not with_keys:
            yield Pointer(page)
            return
        keys = Keys(page)
        assert await keys.reach(page.locator(".skip")) == 1
        await page.keyboard.press("Enter")
        await expect(page.locator("#text")).to_be_focused()
        yield keys


async def test_a_fee_and_the_next_question_by_its_button(hand: Hand, rasa: FakeRasa) -> None:
    await hand.say("fee?")
    await heard(hand.page, 3, "200.000")
    await hand.press(offer(hand.page, "Thời hạn?"))
    await heard(hand.page, 5, "ngày làm việc")
    assert rasa.messages == ["fee?", '/time{"procedure": "criminal-record-1"}']


async def test_one_of_several_procedures_is_chosen_and_a_paper_ticked(hand: Hand, rasa: FakeRasa) -> None:
    await hand.say("lệ phí lý lịch tư pháp")
    await heard(hand.page, 3, "thủ tục nào")
    await hand.press(offer(hand.page, "Phiếu lý lịch tư pháp số 1"))
    await heard(hand.page, 5, "200.000")
    assert rasa.messages[1] == '/fee{"procedure": "criminal-record-1"}'
    await hand.say("thường trú cần gì")
    await heard(hand.page, 7, "CT01")
    box = newest(hand.page).locator("input[type=checkbox]").nth(1)
    await hand.tick(box)
    await expect(box).to_be_checked()


async def test_a_guide_is_answered_to_its_end(hand: Hand, rasa: FakeRasa) -> None:
    await hand.say("từng bước")
    count = 3
    await heard(hand.page, count, "Câu 1/")
    while await newest(hand.page).locator(".guide_question").count():
        await hand.press(newest(hand.page).locator(".choices button").first)
        count += 2
        await expect(hand.page.locator("[data-seq]")).to_have_count(count)
    assert count > 5
    await expect(newest(hand.page).locator(".guide_outcome")).to_be_visible()
    await hand.press(newest(hand.page).locator(".guide_outcome summary"))
    await expect(newest(hand.page).locator("dd").first).to_be_visible()


async def test_the_state_of_a_dossier_is_shown_and_the_birth_date_nowhere(hand: Hand, rasa: FakeRasa) -> None:
    typed = f"{BORN:%d/%m/%Y}"
    await hand.say("tra cứu hồ sơ")
    await heard(hand.page, 3, "mã hồ sơ")
    await hand.say(CODE)
    await heard(hand.page, 5, "ngày sinh")
    await hand.say(typed)
    await heard(hand.page, 7, "Đang xử lý")
    await expect(hand.page.locator("#m6")).to_contain_text("[đã che: ngày sinh]")
    for _ in range(2):
        assert typed not in await hand.page.content()
        await hand.page.reload()
    assert rasa.messages[1] == CODE and PLACEHOLDER.fullmatch(rasa.messages[2])


async def test_the_language_is_changed_and_the_talk_rated_at_its_end(
    hand: Hand, rasa: FakeRasa, sessions: sessionmaker[Session]
) -> None:
    await hand.say("fee?")
    await heard(hand.page, 3, "200.000")
    await hand.press(hand.page.locator("form[action='/chat/lang'] button"))
    await expect(hand.page.locator("html")).to_have_attribute("lang", "en")
    await hand.say("documents?")
    await heard(hand.page, 5, "Documents")
    await hand.say("goodbye")
    await expect(newest(hand.page).get_by_role("group", name="How do you rate this conversation?")).to_be_visible()
    await hand.choose(newest(hand.page).get_by_label("4 – Good"))
    await hand.press(newest(hand.page).locator(".stars button"))
    await expect(hand.page.get_by_text("Thank you")).to_be_visible()
    assert [body["metadata"]["lang"] for body in rasa.received] == ["vi", "en", "en"]
    talk = rasa.received[0]["sender"]
    with sessions() as session:
        assert session.scalars(select(Rating.stars).where(Rating.conversation_id == talk)).all() == [4]


@pytest.fixture
async def page(edge: str) -> AsyncIterator[Page]:
    """A phone on the chat page, for a keyboard that composes."""
    async with chromium() as browser:
        yield await open_page(browser, edge)


async def test_the_enter_that_ends_a_real_composition_sends_nothing(page: Page, rasa: FakeRasa) -> None:
    keyboard = await page.context.new_cdp_session(page)
    await page.locator("#text").focus()
    await page.keyboard.insert_text("thường trú cần ")
    await keyboard.send("Input.imeSetComposition", {"text": "gì", "selectionStart": 2, "selectionEnd": 2})
    await page.keyboard.press("Enter")
    assert await page.locator(".pending, .citizen").count() == 0 and rasa.received == []
    await keyboard.send("Input.insertText", {"text": "gì"})
    await page.keyboard.press("Enter")
    await heard(page, 3, "CT01")
    assert rasa.messages == ["thường trú cần gì"]
