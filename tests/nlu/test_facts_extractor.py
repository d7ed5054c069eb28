"""Facts about the citizen's case as entities of Rasa's message."""

from collections.abc import Callable
from datetime import date

import pytest
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.facts_extractor import FactsExtractor, find_facts
from procedures.text.reading import read
from tests.nlu.conftest import NAUGHTY

TODAY = date(2026, 11, 21)
CASES = [
    ("cho con 5 tuổi ở Nghệ An", [
        ("relation", "child", "con"), ("age", "5", "5 tuổi"), ("province", "nghe-an", "Nghệ An"),
    ]),
    ("hộ nghèo nộp online", [("group", "poor", "hộ nghèo"), ("channel", "online", "online")]),
    ("làm lần đầu mẫu CT01", [("occasion", "first", "lần đầu"), ("form_number", "CT01", "CT01")]),
    ("lên mức 2, hẹn 20/11", [("level", "2", "mức 2"), ("date", "2026-11-20", "20/11")]),
    ("bé nhà tôi làm khai sinh cho bé ở hn và hn", [("relation", "child", "bé nhà"), ("province", "ha-noi", "hn")]),
    ("hôm qua ạ", [("date", "2026-11-20", "hôm qua")]),
    ("mới dọn tới phòng trọ hôm qua thì khai gì", []),
    ("em muốn hỏi hồ sơ gồm những gì", []),
    ("for my son in Hanoi", [("relation", "child", "son"), ("province", "ha-noi", "Hanoi")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_message_tells_these_facts_each_once(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_facts(text, read(text), TODAY)
    assert [(span.kind, span.value, text[span.start : span.end]) for span in found] == expected


def test_entities_bear_the_citizens_own_offsets(understand: Callable[[str], Message]) -> None:
    message = understand("lafm cho con tooi owr hn")
    FactsExtractor().process([message])
    found = {each["entity"]: (each["value"], each["start"], each["end"]) for each in message.get(ENTITIES)}
    assert found == {"relation": ("child", 9, 12), "province": ("ha-noi", 22, 24)}


def test_a_code_holds_no_fact(understand: Callable[[str], Message]) -> None:
    message = understand("hồ sơ H29.15-240702-0012 của [phone:0123456789]")
    FactsExtractor().process([message])
    assert {each["entity"] for each in message.get(ENTITIES)} == {"application_code", "phone"}


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_naughty_strings_raise_nothing(text: str, understand: Callable[[str], Message]) -> None:
    message = understand(text)
    FactsExtractor().process([message])
    assert all(0 <= each["start"] < each["end"] <= len(text) for each in message.get(ENTITIES) or [])
