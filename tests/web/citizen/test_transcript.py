"""The talk on paper and as one file: whole, escaped, needing nothing else."""

import re

import pytest

from tests.web.citizen.conftest import Person
from tests.web.fake_rasa import FakeRasa, reply


async def test_the_page_holds_every_message_in_order(person: Person) -> None:
    await person.ask("thời hạn?")
    status, page = await person.get("/chat/transcript")
    said = re.findall(r'<section class="said (\w+)"', page)
    assert status == 200 and said == ["bot", "citizen", "bot", "citizen", "bot"]
    assert page.index("lệ phí?") < page.index("thời hạn?") and "chỉ để tham khảo" in page


async def test_the_file_needs_nothing_else_and_runs_nothing(person: Person, rasa: FakeRasa) -> None:
    evil = "<script>alert(1)</script>"
    rasa.answer = lambda body: [reply(evil + " & lệ phí")]
    await person.ask(evil)
    async with person.http.get(person.url + "/chat/transcript?luu=1") as response:
        page = await response.text()
        assert response.headers["Content-Disposition"].startswith("attachment")
    assert "<script" not in page and page.count("&lt;script&gt;") == 2 and "&amp; lệ phí" in page
    assert "/static/" not in page and "http://" not in page and ".boxes" in page
    assert "default-src 'none'" in page and 'charset="utf-8"' in page


@pytest.mark.parametrize(("lang", "said"), [("vi", "Nội dung trò chuyện"), ("en", "for information only")])
async def test_it_speaks_the_language_of_the_talk(person: Person, lang: str, said: str) -> None:
    await person.send("/chat/lang", lang=lang)
    assert said in (await person.get("/chat/transcript"))[1]


async def test_what_came_from_a_mock_is_marked(person: Person, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: [reply("Hồ sơ đang xử lý.", sample=True)]
    await person.ask("hồ sơ?")
    assert "Dữ liệu mẫu" in (await person.get("/chat/transcript"))[1]
