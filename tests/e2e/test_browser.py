"""A citizen in a real Chromium: with JavaScript, without it, by keyboard."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

QUESTION = "lam ly lich tu phap so 1 het bao nhieu tien"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a network of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TEST_CHROMIUM", "/usr/bin/chromium"),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
            ],
        )
        yield browser
        browser.close()


def _open(browser: Browser, stack: Stack, *, javascript: bool, width: int = 360, height: int = 740) -> Page:
    context = browser.new_context(
        java_script_enabled=javascript, viewport={"width": width, "height": height}, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(stack.url)
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_is_answered_with_fee_and_day_of_checking(browser: Browser, stack: Stack, javascript: bool) -> None:
    page = _open(browser, stack, javascript=javascript)
    expect(page.get_by_text("máy").first).to_be_visible()
    page.get_by_role("textbox").fill(QUESTION)
    page.get_by_role("textbox").press("Enter") if javascript else page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("200.000").first).to_be_visible()
    expect(page.get_by_text("21/11/2026").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_talk_is_still_there_after_a_reload(browser: Browser, stack: Stack, javascript: bool) -> None:
    page = _open(browser, stack, javascript=javascript)
    page.get_by_role("textbox").fill(QUESTION)
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("200.000").first).to_be_visible()
    page.reload()
    expect(page.get_by_text(QUESTION)).to_have_count(1)
    expect(page.get_by_text("200.000").first).to_be_visible()


def test_a_status_is_shown_as_sample_data(browser: Browser, stack: Stack) -> None:
    page = _open(browser, stack, javascript=True)
    for text, shown in (("tra cứu hồ sơ H29.15-240702-0012", "ngày sinh"), ("20/05/1990", "H29.15-240702-0012")):
        page.get_by_role("textbox").fill(text)
        page.get_by_role("textbox").press("Enter")
        expect(page.get_by_text(shown).last).to_be_visible()
    expect(page.get_by_text("Dữ liệu mẫu").first).to_be_visible()
    expect(page.get_by_text("20/05/1990")).to_have_count(0)


def test_by_keyboard_alone(browser: Browser, stack: Stack) -> None:
    page = _open(browser, stack, javascript=True, width=1280, height=800)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('textarea, input[type=text]')"):
            break
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_text("200.000").first).to_be_visible()


def test_nothing_is_fetched_from_another_host(browser: Browser, stack: Stack) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(stack.url)
    page.get_by_role("textbox").fill(QUESTION)
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("200.000").first).to_be_visible()
    assert all(url.startswith((stack.url, "data:")) for url in asked), asked
