"""The chat page as plain forms and pages, and the same handlers as the script uses them."""

import asyncio
import re
import uuid
from collections.abc import AsyncIterator

import aiohttp
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.models import Conversation
from tests.web.fake_rasa import FakeRasa, reply

SCRIPT = {"X-Requested-With": "fetch"}


class Browser:
    """Keeps cookies, follows redirects, runs no script; its forms are those of the page it saw last."""

    def __init__(self, http: aiohttp.ClientSession, url: str):
        self.http, self.url = http, url
        self.conversation = ""

    def _see(self, page: str) -> str:
        shown = re.search(r'id="log" data-conversation="(\w*)"', page)
        self.conversation = shown[1] if shown else self.conversation
        return page

    async def get(self, path: str = "/") -> str:
        async with self.http.get(self.url + path) as response:
            return self._see(await response.text())

    async def post(self, path: str, headers: dict[str, str] | None = None, /, **form: str) -> tuple[int, str]:
        async with self.http.post(self.url + path, data=form, headers=headers or {}) as response:
            return response.status, self._see(await response.text())

    async def ask(self, text: str = "", **form: str) -> tuple[int, str]:
        form = {"client_id": str(uuid.uuid4()), "conversation": self.conversation, "text": text} | form
        return await self.post("/chat", **form)


@pytest.fixture
async def browser(edge: str) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield Browser(http, edge)


def _seqs(page: str) -> list[int]:
    return [int(seq) for seq in re.findall(r'data-seq="(\d+)"', page)]


async def test_looking_at_the_page_stores_nothing(browser: Browser, sessions: sessionmaker[Session]) -> None:
    page = await browser.get()
    assert "máy trả lời tự động" in page and "đơn vị thử" in page
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 0


async def test_a_question_by_form_is_answered_on_the_page(browser: Browser) -> None:
    status, page = await browser.ask("xin chào")
    assert status == 200 and "Trả lời số 1." in page and _seqs(page) == [1, 2, 3]
    assert _seqs(await browser.get()) == [1, 2, 3]


async def test_the_same_form_sent_twice_makes_one_turn(browser: Browser, rasa: FakeRasa) -> None:
    await browser.ask("xin chào")
    name = str(uuid.uuid4())
    for _ in range(2):
        _, page = await browser.ask("lệ phí?", client_id=name)
    assert len(rasa.received) == 2 and _seqs(page) == [1, 2, 3, 4, 5]


async def test_a_button_works_without_script_also_as_the_first_thing(browser: Browser, rasa: FakeRasa) -> None:
    _, page = await browser.ask(button="1.b1")
    assert rasa.messages == ['/overview{"procedure": "criminal-record"}'] and "Trả lời số 1." in page


@pytest.mark.parametrize(("text", "status", "said"), [("  ", 422, "chưa nhập"), ("x" * 3000, 413, "dài quá 2000")])
async def test_a_message_that_is_refused_comes_back_with_a_sentence(
    browser: Browser, text: str, status: int, said: str
) -> None:
    got, page = await browser.ask(text)
    assert got == status and said in page and '<p id="error" class="error" role="alert">' in page
    assert text in page


@pytest.mark.parametrize("form", [{"text": "  "}, {"text": "x" * 3000}, {"button": "1.b9"}, {"button": "4.b1"}])
async def test_a_first_message_that_is_refused_starts_no_conversation(
    browser: Browser, sessions: sessionmaker[Session], form: dict[str, str]
) -> None:
    assert (await browser.ask(**form))[0] in (413, 422)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 0


async def test_a_page_that_only_asks_for_headers_gets_them(browser: Browser) -> None:
    async with browser.http.head(browser.url) as response:
        assert (response.status, response.content_type) == (200, "text/html")


async def test_the_address_of_a_form_leads_to_the_page(browser: Browser) -> None:
    assert "máy trả lời tự động" in await browser.get("/chat")


async def test_what_citizens_and_bot_write_is_escaped(browser: Browser, rasa: FakeRasa) -> None:
    evil = "<script>alert(1)</script>"
    rasa.answer = lambda body: [
        reply(
            f"{evil}:\n• {evil}",
            blocks=[{"type": "documents", "title": evil, "rows": [{"text": evil, "notes": [evil]}]}],
            buttons=[{"id": "b1", "title": evil}],
            sources=[{"title": evil, "url": "javascript:alert(1)"}],
        )
    ]
    _, page = await browser.ask(evil + " số 001090012345")
    assert evil not in page and "javascript:" not in page and "001090012345" not in page
    assert page.count("&lt;script&gt;") >= 6


async def test_the_script_gets_only_what_is_new_and_errors_as_json(browser: Browser) -> None:
    _, fragment = await browser.post("/chat", SCRIPT, client_id=str(uuid.uuid4()), text="xin chào")
    assert _seqs(fragment) == [2, 3] and "<html" not in fragment
    await browser.get()
    form = {"client_id": str(uuid.uuid4()), "conversation": browser.conversation, "text": " "}
    status, body = await browser.post("/chat", SCRIPT, **form)
    assert status == 422 and '"code":"empty"' in body
    assert _seqs(await browser.get(f"/chat/items?since=2&conversation={browser.conversation}")) == [3]


async def test_a_form_from_another_site_is_refused(browser: Browser, rasa: FakeRasa) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        for path in ("/chat", "/chat/new", "/chat/lang"):
            form = {"client_id": str(uuid.uuid4()), "text": "a", "lang": "en"}
            assert (await browser.post(path, headers, **form))[0] == 403
    assert rasa.received == []
    own = {"Origin": browser.url, "Sec-Fetch-Site": "same-origin"}
    assert (await browser.post("/chat", own, client_id=str(uuid.uuid4()), text="a"))[0] == 200


async def test_a_new_conversation_leaves_the_old_one(browser: Browser) -> None:
    await browser.ask("bí mật của tôi")
    _, page = await browser.post("/chat/new")
    assert "bí mật của tôi" not in page and _seqs(page) == [1]


async def test_the_language_is_chosen_for_the_page_and_the_bot(browser: Browser, rasa: FakeRasa) -> None:
    _, page = await browser.post("/chat/lang", lang="en")
    assert '<html lang="en">' in page and "automatic answering service" in page
    await browser.ask("hello")
    _, page = await browser.post("/chat/lang", lang="vi")
    assert '<html lang="vi">' in page
    await browser.ask("xin chào")
    assert [body["metadata"]["lang"] for body in rasa.received] == ["en", "vi"]


async def test_the_language_chosen_while_the_bot_answers_stays(browser: Browser, rasa: FakeRasa) -> None:
    await browser.ask("một")
    rasa.delay = 0.5
    answer = asyncio.create_task(browser.ask("hai"))
    while len(rasa.received) < 2:
        await asyncio.sleep(0.01)
    await browser.post("/chat/lang", lang="en")
    await answer
    assert '<html lang="en">' in await browser.get()


async def test_the_cookie_is_for_this_site_only_and_not_for_scripts(browser: Browser) -> None:
    form = {"client_id": str(uuid.uuid4()), "text": "a"}
    async with browser.http.post(browser.url + "/chat", data=form, allow_redirects=False) as response:
        assert response.status == 303 and response.headers["Location"] == "/#m2"
        cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "expires" not in cookie.lower()


@pytest.mark.parametrize("cookie", ["", "x", "a.b", "." * 50, "0" * 32 + ".x", "%00.%00"])
async def test_a_cookie_that_opens_nothing_starts_anew(edge: str, cookie: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(edge, headers={"Cookie": f"mc_chat={cookie}"}) as response:
        assert response.status == 200 and _seqs(await response.text()) == [1]
