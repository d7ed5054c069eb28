"""The chat and the pages lead to each other."""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from bot.web.app import STATIC
from bot.web.chat.cards import card_of
from bot.web.conversations import Entry
from bot.web.pages import Pages
from tests.web.fake_rasa import reply


def _card(lang: str, procedure: str | None) -> str:
    payload = reply("Lệ phí 100.000đ", lang=lang, procedure=procedure, checked_on="2026-11-21")["custom"]
    entry = Entry(3, "bot", datetime(2026, 11, 21, tzinfo=UTC), payload)
    return bytes(Pages(STATIC).render("items.html", lang, cards=[card_of(entry)]).body).decode()


@pytest.mark.parametrize(("lang", "address"), [("vi", "/thu-tuc/passport"), ("en", "/thu-tuc/passport?lang=en")])
def test_an_answer_leads_to_the_page_of_its_procedure(lang: str, address: str) -> None:
    assert f'href="{address}"' in _card(lang, "passport")


def test_an_answer_about_no_procedure_leads_nowhere() -> None:
    assert "/thu-tuc/" not in _card("vi", None)


def test_a_page_begins_a_question_and_nothing_is_sent(reader: TestClient) -> None:
    page = reader.get("/?thu-tuc=passport")
    assert ">Tôi muốn hỏi về thủ tục «" in page.text
    assert "mc_chat" not in page.headers.get("set-cookie", "")


@pytest.mark.parametrize("slug", ["no-such-thing", "", "<b>"])
def test_an_unknown_procedure_begins_no_question(reader: TestClient, slug: str) -> None:
    page = reader.get("/", params={"thu-tuc": slug})
    assert page.status_code == 200 and "Tôi muốn hỏi về" not in page.text and "<b>" not in page.text
