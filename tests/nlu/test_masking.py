"""What the classifier sees of a message."""

from collections.abc import Callable

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.facts_extractor import FactsExtractor
from bot.nlu.masking import Views, views
from tests.nlu.conftest import NAUGHTY

CASES = [
    ("Xin lý lịch tư pháp số 2 cần gì?", "xin PROCEDURE cần gì ?", "xin PROCEDURE can gi ?", "ly lich tu phap so 2"),
    ("đổi sang số 1", "đổi sang số 1 VARIANT", "doi sang so 1 VARIANT", ""),
    ("hồ sơ h29.15 240702 0012 xong chưa", "hồ sơ APPLICATIONCODE xong chưa", "ho so APPLICATIONCODE xong chua", ""),
    ("[birth_date:0123456789]", "BIRTHDATE", "BIRTHDATE", ""),
    ("giá/CCCD, CMND 🙂", "giá PROCEDURE cmnd", "gia PROCEDURE cmnd", "cccd"),
    ("khai sinh hay cccd", "PROCEDURE hay PROCEDURE", "PROCEDURE hay PROCEDURE", "khai sinh cccd"),
    ("lê\u0323 phi\u0301", "lệ phí", "le phi", ""),
    ("hoof sow hết bn tiền", "hoof sow hết bn tiền", "ho so het bao nhieu tien", ""),
    ("xin lys lichj tuw phaps", "xin PROCEDURE", "xin PROCEDURE", "ly lich tu phap"),
    ("🙂 …", "", "", ""),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "written", "folded", "hidden"), CASES)
def test_a_message_is_seen_as_written_and_folded(
    understand: Callable[[str], Message], text: str, written: str, folded: str, hidden: str
) -> None:
    assert views(understand(text)) == Views(written, folded, hidden)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mẹ tôi 72 tuổi", "RELATION AGE ALONE"),
        ("mình ở Đắk Lắk", "PROVINCE ALONE"),
        ("tôi là thương binh từ năm ngoái rồi", "GROUP WITHIN"),
        ("hồ sơ gồm những gì", ""),
    ],
)
def test_what_is_told_of_the_case_is_seen_with_how_much_is_said_beside_it(
    understand: Callable[[str], Message], text: str, told: str
) -> None:
    message = understand(text)
    FactsExtractor().process([message])
    assert views(message).told == told


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_both_views_of_a_naughty_string_have_as_many_words(understand: Callable[[str], Message], text: str) -> None:
    seen = views(understand(text))
    assert len(seen.written.split()) == len(seen.folded.split())
