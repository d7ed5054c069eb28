"""Words with their places."""

import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.tokenizer import VietnameseTokenizer
from tests.nlu.conftest import NAUGHTY

CASES = [
    ("Lý lịch tư pháp số 2", ["ly", "lich", "tu", "phap", "so", "2"]),
    ("Đổi CCCD/CMND", ["doi", "cccd", "cmnd"]),
    ("hồ-sơ, lệ phí?", ["ho", "so", ",", "le", "phi", "?"]),
    ("H29.15-240702-0012", ["h29.15-240702-0012"]),
    ("sinh 20/05/1990", ["sinh", "20/05/1990"]),
    ("sinh [birth_date:0123456789] ạ", ["sinh", "[birth_date:0123456789]", "a"]),
    ("ho\u0300\u0302 so\u031b", ["ho", "so"]),
    ("hoof sow", ["ho", "so"]),
    ("d9a8ng ky1", ["dang", "ky"]),
    ("hết bn tiền", ["het", "bao nhieu", "tien"]),
    ("How soon?", ["how", "soon", "?"]),
    ("", []),
    ("🙂", ["🙂"]),
]


def tokens(text: str) -> list:
    message = Message({TEXT: text})
    VietnameseTokenizer(VietnameseTokenizer.get_default_config()).process([message])
    return message.get(TOKENS_NAMES[TEXT])


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_a_text_becomes_folded_words(text: str, folded: list[str]) -> None:
    assert [token.lemma for token in tokens(text)] == folded


@pytest.mark.parametrize("text", [*NAUGHTY.values(), *(text for text, _ in CASES)], ids=str.__len__)
def test_every_token_stands_where_it_says_and_none_overlap(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        at = token.end
