"""The script of the chat page in a real Chromium: keyboards that compose, reloads, a network that fails."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, Route, expect

from tests.web.fake_rasa import FakeRasa, reply
from tests.web.screens import chromium

pytestmark = pytest.mark.browser


@pytest.fixture
async def page(edge: str) -> AsyncIterator[Page]:
    """A small phone on the chat page; a message on its console is a failure."""
    said: list[str] = []
    async with chromium() as browser:
        context = await browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
        page = await context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        await page.goto(edge)
        yield page
    assert [text for text in said if "Failed to load resource" not in text] == []


async def _ask(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")


async def test_enter_sends_and_the_answer_comes_without_leaving_the_page(page: Page, rasa: FakeRasa) -> None:
    await page.evaluate("window.stayed = true")
    await _ask(page, "xin chào")
    await expect(page.get_by_text("Trả lời số 1.")).to_be_visible()
    assert await page.evaluate("window.stayed") and await page.get_by_role("textbox").input_value() == ""
    await page.reload()
    await expect(page.locator("[data-seq]")).to_have_count(3)


async def test_the_enter_that_ends_a_composition_does_not_send(page: Page, rasa: FakeRasa) -> None:
    box = page.get_by_role("textbox")
    await box.fill("tieng")
    for event in ({"isComposing": True}, {"keyCode": 229}):
        await box.dispatch_event("keydown", {"key": "Enter", "bubbles": True, "cancelable": True, **event})
    await box.press("Shift+Enter")
    assert rasa.received == [] and (await box.input_value()).startswith("tieng")


async def test_a_message_is_sent_again_with_the_same_id_when_the_network_fails(page: Page, rasa: FakeRasa) -> None:
    tries = 0

    async def cut(route: Route) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            await route.abort()
        elif tries == 2:  # it arrives, but its answer is lost
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/chat", cut)
    await _ask(page, "xin chào")
    await expect(page.get_by_text("Trả lời số 1.")).to_be_visible(timeout=15_000)
    assert tries == 3 and len(rasa.received) == 1
    await expect(page.locator("[data-seq]")).to_have_count(3)
    await expect(page.locator(".pending")).to_have_count(0)


async def test_messages_sent_quickly_are_answered_in_order(page: Page, rasa: FakeRasa) -> None:
    rasa.delay = 0.1
    for number in range(4):
        await _ask(page, f"tin {number}")
    await expect(page.locator("[data-seq]")).to_have_count(9)
    assert rasa.messages == [f"tin {number}" for number in range(4)]
    seqs = await page.eval_on_selector_all("[data-seq]", "items => items.map(item => +item.dataset.seq)")
    assert seqs == list(range(1, 10))


async def test_a_sign_shows_while_the_answer_is_made(page: Page, rasa: FakeRasa) -> None:
    rasa.delay = 1
    await _ask(page, "xin chào")
    await expect(page.locator("#typing")).to_be_visible()
    await expect(page.get_by_text("Trả lời số 1.")).to_be_visible()
    await expect(page.locator("#typing")).to_be_hidden()


async def test_a_refused_message_comes_back_into_the_box(page: Page) -> None:
    await page.evaluate("document.getElementById('text').removeAttribute('maxlength')")
    await _ask(page, "x" * 2500)
    await expect(page.get_by_role("alert")).to_contain_text("dài quá 2000")
    assert len(await page.get_by_role("textbox").input_value()) == 2500


async def test_a_choice_is_pressed_by_keyboard(page: Page, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: [reply("Đây.", buttons=[{"id": "b1", "title": "Lệ phí?", "topic": "fee"}])]
    await _ask(page, "xin chào")
    await page.get_by_role("button", name="Lệ phí?").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-seq]")).to_have_count(5)
    assert rasa.messages[1] == "/fee"


async def test_what_a_second_tab_said_is_shown_when_the_first_is_looked_at_again(page: Page, rasa: FakeRasa) -> None:
    await _ask(page, "một")
    await expect(page.get_by_text("Trả lời số 1.")).to_be_visible()
    other = await page.context.new_page()
    await other.goto(page.url)
    await _ask(other, "hai")
    await expect(other.get_by_text("Trả lời số 2.")).to_be_visible()
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.get_by_text("Trả lời số 2.")).to_be_visible()
    await asyncio.gather(*(expect(each.locator("[data-seq]")).to_have_count(5) for each in (page, other)))


async def test_an_old_tab_shows_the_current_conversation_and_keeps_what_was_typed(page: Page, rasa: FakeRasa) -> None:
    buttons = [{"id": "b1", "title": "Lệ phí?", "topic": "fee"}]
    rasa.answer = lambda body: [reply("Đây.", buttons=buttons)]
    await page.route("**/chat/stream*", lambda route: route.abort())
    deaf = "addEventListener('storage', event => event.stopImmediatePropagation())"  # to what other tabs tell it
    await page.add_init_script(deaf)
    await page.reload()
    await _ask(page, "hộ chiếu")
    await expect(page.get_by_text("Đây.")).to_be_visible()
    other = await page.context.new_page()
    await other.goto(page.url)
    await other.get_by_role("button", name="Bắt đầu lại").click()
    await _ask(other, "căn cước")
    await expect(other.get_by_text("Đây.")).to_be_visible()
    await page.get_by_role("textbox").fill("nháp")
    await page.get_by_role("button", name="Lệ phí?").click()
    await expect(page.get_by_text("căn cước", exact=True)).to_be_visible()
    await expect(page.get_by_role("alert")).to_contain_text("bắt đầu lại")
    assert await page.get_by_role("textbox").input_value() == "nháp"
    assert rasa.messages == ["hộ chiếu", "căn cước"]
    await page.get_by_role("button", name="Lệ phí?").click()
    await expect(page.locator("[data-seq]")).to_have_count(5)


async def test_the_beginning_of_a_long_answer_is_what_is_seen_and_nothing_covers_its_end(
    page: Page, rasa: FakeRasa
) -> None:
    buttons = [{"id": f"b{number}", "title": f"Câu hỏi tiếp theo số {number}?"} for number in range(1, 5)]
    rasa.answer = lambda body: [reply("\n".join(f"Dòng {number}." for number in range(1, 61)), buttons=buttons)]
    await _ask(page, "xin chào")
    await expect(page.get_by_text("Dòng 1.", exact=True)).to_be_in_viewport(ratio=1)
    await expect(page.get_by_text("Dòng 60.")).not_to_be_in_viewport()
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = await page.get_by_role("button", name="số 4").bounding_box()
    asked = await page.locator("#ask").bounding_box()
    assert last and asked and last["y"] + last["height"] <= asked["y"]


async def test_nothing_is_wider_than_the_screen(page: Page, rasa: FakeRasa) -> None:
    rows = [{"text": "Đ" * 60, "amount": 100_000, "unit": "lần/người", "kind": "full"}]
    rasa.answer = lambda body: [reply("Phí:", blocks=[{"type": "fees", "title": "Phí", "rows": rows}])]
    await _ask(page, "x" * 200)
    await expect(page.locator("table")).to_be_visible()
    for width in (320, 360, 1280):
        await page.set_viewport_size({"width": width, "height": 740})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
