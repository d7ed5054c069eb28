"""Hazard: two tabs of one browser. A page that still shows another conversation changes nothing in the new one."""

import uuid
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.web.fake_rasa import FakeRasa, reply
from tests.web.test_chat_page import SCRIPT, Browser, _seqs

BUTTONS = [{"id": "b1", "title": "Lệ phí?", "topic": "fee", "procedure": "passport"}]


@pytest.fixture
async def tabs(edge: str, rasa: FakeRasa) -> AsyncIterator[tuple[Browser, Browser]]:
    """The first tab shows a conversation; in the second another was begun since."""
    rasa.answer = lambda body: [reply("Đây.", buttons=BUTTONS)]
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        first, second = Browser(http, edge), Browser(http, edge)
        await first.ask("kết hôn")
        await second.post("/chat/new")
        await second.ask("căn cước")
        rasa.received.clear()
        yield first, second


@pytest.mark.parametrize("form", [{"button": "3.b1"}, {"text": "còn lệ phí?"}])
async def test_the_script_of_an_old_page_is_told_so_and_nothing_is_asked(
    tabs: tuple[Browser, Browser], rasa: FakeRasa, form: dict[str, str]
) -> None:
    old, current = tabs
    form |= {"client_id": str(uuid.uuid4()), "conversation": old.conversation}
    status, body = await old.post("/chat", SCRIPT, **form)
    assert status == 409 and '"code":"other_conversation"' in body
    assert rasa.received == [] and _seqs(await current.get()) == [1, 2, 3]


async def test_without_script_the_current_conversation_comes_with_a_notice_and_what_was_typed(
    tabs: tuple[Browser, Browser], rasa: FakeRasa
) -> None:
    old, current = tabs
    status, page = await old.ask("còn lệ phí?")
    assert status == 409 and "bắt đầu lại ở một trang khác" in page
    assert "căn cước" in page and "kết hôn" not in page and ">còn lệ phí?</textarea>" in page
    assert old.conversation == current.conversation and rasa.received == []
    assert (await old.ask(button="3.b1"))[0] == 200


async def test_a_page_whose_conversation_was_left_does_not_begin_another(
    tabs: tuple[Browser, Browser], rasa: FakeRasa
) -> None:
    _, page = tabs
    await page.http.post(page.url + "/chat/new", allow_redirects=False)
    assert (await page.ask(button="3.b1"))[0] == 409
    assert rasa.received == []


async def test_new_items_are_those_of_the_conversation_shown(tabs: tuple[Browser, Browser]) -> None:
    old, current = tabs
    for shown, status in ((old.conversation, 409), (current.conversation, 200), ("", 409)):
        async with old.http.get(f"{old.url}/chat/items?since=0&conversation={shown}") as response:
            assert response.status == status


async def test_a_first_message_sent_again_is_let_in(edge: str, rasa: FakeRasa) -> None:
    form = {"client_id": str(uuid.uuid4()), "conversation": "", "text": "hộ chiếu"}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        answers = []
        for _ in range(2):
            async with http.post(edge + "/chat", data=form, headers=SCRIPT) as response:
                answers.append((response.status, response.headers["X-Conversation"]))
    assert answers[0] == answers[1] and answers[0][0] == 200 and len(rasa.received) == 1
