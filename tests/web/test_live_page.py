"""The chat as it lives: other tabs, staff, signs of typing, a network that is gone, the end of a conversation."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, Route, expect
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.conversations import append_items
from bot.web.conversations.state import State
from bot.web.models import Conversation
from procedures.payload import Payload
from tests.web.fake_rasa import FakeRasa, reply
from tests.web.screens import chromium, open_page

pytestmark = pytest.mark.browser


@pytest.fixture
async def page(edge: str) -> AsyncIterator[Page]:
    """A phone on the chat page."""
    async with chromium() as browser:
        yield await open_page(browser, edge)


async def _ask(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")


async def _second_tab(page: Page) -> Page:
    other = await page.context.new_page()
    await other.goto(page.url)
    return other


async def _cut(page: Page) -> None:
    async def refuse(route: Route) -> None:
        await route.abort()

    await page.context.route("**/chat", refuse)


async def _items(page: Page, count: int) -> None:
    await expect(page.locator("[data-seq]")).to_have_count(count)


async def test_what_another_tab_says_and_hears_comes_at_once(page: Page) -> None:
    await _ask(page, "một")
    await _items(page, 3)
    other = await _second_tab(page)
    await _ask(other, "hai")
    await expect(page.get_by_text("Trả lời số 2.")).to_be_visible()
    await _items(page, 5)


async def test_what_staff_write_comes_without_asking(page: Page, sessions: sessionmaker[Session]) -> None:
    await _ask(page, "một")
    await _items(page, 3)
    with sessions.begin() as session:
        talk = session.scalars(select(Conversation.id)).one()
        append_items(session, talk, [("staff", Payload.model_validate(reply("Tôi là Lan.")["custom"]))])
    await expect(page.get_by_text("Tôi là Lan.")).to_be_visible()
    await expect(page.locator(".item").last).to_contain_text("Nhân viên")


async def test_the_other_tab_sees_that_an_answer_is_being_made(page: Page, rasa: FakeRasa) -> None:
    await _ask(page, "một")
    await _items(page, 3)
    other = await _second_tab(page)
    rasa.delay = 2
    await _ask(page, "hai")
    await expect(other.locator("#typing")).to_contain_text("Đang trả lời")
    await _items(other, 5)
    await expect(other.locator("#typing")).to_be_empty()


async def test_the_place_in_the_queue_is_shown_and_said(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.live.state_of", lambda *_: (3, State(False, "waiting", 4)))
    await _ask(page, "cho gặp người")
    await expect(page.get_by_role("status").filter(has_text="thứ 4 trong hàng")).to_be_visible()
    monkeypatch.setattr("bot.web.live.state_of", lambda *_: (3, State(False, "held")))
    await expect(page.get_by_role("status").filter(has_text="Nhân viên đang trả lời")).to_be_visible()


async def test_a_message_without_network_is_kept_over_a_reload_and_sent_once(page: Page, rasa: FakeRasa) -> None:
    await _ask(page, "một")
    await _items(page, 3)
    await _cut(page)
    await _ask(page, "hai")
    await expect(page.locator(".pending.failed")).to_contain_text("hai")
    await page.reload()
    await expect(page.locator(".pending")).to_contain_text("hai")
    await page.context.unroute_all()
    await _items(page, 5)
    await expect(page.locator(".pending")).to_have_count(0)
    assert rasa.messages == ["một", "hai"]


async def test_two_tabs_send_what_waited_once_and_in_order(page: Page, rasa: FakeRasa) -> None:
    await _ask(page, "một")
    await _items(page, 3)
    other = await _second_tab(page)
    await _cut(page)
    for tab, text in ((page, "hai"), (other, "ba"), (page, "bốn")):
        await _ask(tab, text)
    for tab in (page, other):
        await expect(tab.locator(".pending")).to_have_count(3)
    await page.context.unroute_all()
    for tab in (page, other):
        await _items(tab, 9)
        await expect(tab.locator(".pending")).to_have_count(0)
    assert rasa.messages == ["một", "hai", "ba", "bốn"]


async def test_a_waiting_message_can_be_dropped(page: Page, rasa: FakeRasa) -> None:
    await _cut(page)
    await _ask(page, "hai")
    await page.get_by_role("button", name="Bỏ tin này").click()
    await expect(page.locator(".pending")).to_have_count(0)
    await page.context.unroute_all()
    await _ask(page, "ba")
    await _items(page, 3)
    assert rasa.messages == ["ba"]


async def test_two_fresh_tabs_end_up_in_one_conversation(page: Page, rasa: FakeRasa) -> None:
    other = await _second_tab(page)
    await _ask(page, "một")
    await _items(page, 3)
    await _ask(other, "hai")
    for tab in (page, other):
        await _items(tab, 5)
    assert rasa.messages == ["một", "hai"]


async def test_the_end_in_one_tab_clears_the_other_and_what_waited(page: Page, rasa: FakeRasa) -> None:
    await _ask(page, "bí mật một")
    await _items(page, 3)
    other = await _second_tab(page)
    await _cut(page)
    await _ask(page, "bí mật hai")
    await expect(other.locator(".pending")).to_have_count(1)
    await page.locator("#new button").click()
    for tab in (page, other):
        await _items(tab, 1)
        await expect(tab.get_by_text("bí mật")).to_have_count(0)
    kept = await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "bí mật" not in kept and rasa.messages == ["bí mật một"]


async def test_only_new_items_are_added_to_what_a_screen_reader_hears(page: Page) -> None:
    await _ask(page, "một")
    await _items(page, 3)
    await page.reload()
    await _items(page, 3)
    log = page.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    await log.evaluate(
        "log => { window.added = []; new MutationObserver(all => all.forEach(each => each.addedNodes.forEach("
        "node => added.push(node.id + ' ' + (node.ariaLive ?? 'heard'))))).observe(log, {childList: true}) }"
    )
    await page.context.set_offline(True)
    await page.context.set_offline(False)
    await _ask(page, "hai")
    await _items(page, 5)
    added: list[str] = await page.evaluate("added.filter(each => each.startsWith('m'))")
    assert added == ["m4 off", "m5 heard"]


async def test_colours_are_chosen_and_stay_on_this_device(page: Page) -> None:
    async def ground() -> str:
        colour: str = await page.evaluate("getComputedStyle(document.body).backgroundColor")
        return colour

    light = await ground()
    await page.get_by_role("button", name="Nền tối").click()
    dark = await ground()
    assert dark != light
    await page.reload()
    assert await ground() == dark
    await page.emulate_media(color_scheme="dark")
    assert await ground() == dark
    await page.get_by_role("button", name="Nền sáng").click()
    assert await ground() == light
