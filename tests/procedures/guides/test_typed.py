"""What people type while a guide asks."""

from datetime import date
from typing import Any

import pytest

from procedures.guides.model import Guide, Question
from procedures.guides.typed import asks, command, to_change, typed
from procedures.guides.walk import answer, start
from procedures.publishing.files import read_catalog
from tests.procedures.guides.sample import sample

DAY = date(2026, 11, 21)
CATALOG = read_catalog()


def _question(slug: str, id: str) -> Question:
    guide = CATALOG.records[slug].guide
    assert isinstance(guide, Guide)
    found = guide.question(id)
    assert found
    return found


@pytest.mark.parametrize(
    ("slug", "id", "text", "option"),
    [
        ("criminal-record", "way", "1", "online"),
        ("criminal-record", "way", "cho em chọn số 2 ạ", "counter"),
        ("criminal-record", "way", "cai dau tien", "online"),
        ("criminal-record", "way", "cái cuối", "post"),
        ("criminal-record", "way", "dạ em làm online ạ", "online"),
        ("criminal-record", "way", "em nop truc tuyen nha", "online"),
        ("criminal-record", "way", "chắc ra công an cho tiện", "counter"),
        ("criminal-record", "way", "4", None),
        ("criminal-record", "way", "làm online mất bao nhiêu tiền", None),
        ("criminal-record", "way", "online hay ra công an cũng được", None),
        ("criminal-record", "age", "5", "under_16"),
        ("criminal-record", "age", "cháu 17 tuổi rồi", "from_16"),
        ("criminal-record", "age", "16", "from_16"),
        ("criminal-record", "age", "hai anh em 15 và 17 tuổi", None),
        ("criminal-record-1", "digital", "dạ có", "yes"),
        ("criminal-record-1", "digital", "chưa ạ", "no"),
        ("criminal-record-1", "digital", "không biết", "no"),
        ("linked-birth", "age", "hôm 10/11/2026", "on_time"),
        ("linked-birth", "age", "3 tháng", "late"),
        ("linked-birth", "age", "được 2 tuần rồi", "on_time"),
        ("linked-birth", "age", "7 tuổi", "over_6"),
        ("linked-birth", "age", "sinh ngày 10/12/2026", None),
        ("birth-registration", "province", "tỉnh khác", "other"),
        ("birth-registration", "province", "ha noi", "ha_noi"),
        ("permanent-residence", "whose", "ở nhờ nhà bạn", "rented"),
        ("permanent-residence", "whose", "", None),
        ("permanent-residence", "whose", "???", None),
    ],
)
def test_an_answer_is_read(slug: str, id: str, text: str, option: str | None) -> None:
    assert typed(_question(slug, id), text, DAY) == option


@pytest.mark.parametrize(
    ("slug", "id", "named", "option"),
    [
        ("birth-registration", "province", {"province": ("ha-noi",)}, "ha_noi"),
        ("birth-registration", "province", {"province": ("nghe-an",)}, "other"),
        ("criminal-record", "whom", {"relation": ("self",)}, "self"),
        ("criminal-record", "age", {"age": ("12",)}, "under_16"),
        ("criminal-record-1", "group", {"group": ("student",)}, "student"),
        ("criminal-record", "way", {"channel": ("post",)}, "post"),
        ("criminal-record", "way", {"channel": ("post", "online")}, None),
    ],
)
def test_what_was_recognised_is_an_answer(slug: str, id: str, named: dict[str, Any], option: str | None) -> None:
    assert typed(_question(slug, id), "dạ vậy đó em", DAY, named) == option


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quay lại", "back"), ("quay lai cau truoc", "back"), ("go back", "back"), ("tạm dừng", "pause"),
        ("để sau", "pause"), ("thôi", "stop"), ("dừng lại", "stop"), ("tiếp tục", "resume"),
        ("làm lại từ đầu", "again"), ("đổi câu trả lời về tuổi", "change"), ("sua cau tra loi", "change"),
        ("đi làm", None), ("không", None), ("", None),
    ],
)  # fmt: skip
def test_what_is_said_to_the_guide_is_told_apart(text: str, said: str | None) -> None:
    assert command(text) == said


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("đổi câu trả lời về kind", "kind"),
        ("đổi câu trả lời về age", "age"),
        ("change the answer about kind", "kind"),
        ("đổi câu 2", "kind"),
        ("đổi câu trả lời", None),
        ("đổi câu trả lời về way", None),
        ("đổi câu 9", None),
    ],
)
def test_the_answer_to_change_is_named_by_its_subject(text: str, question: str | None) -> None:
    walk = answer(answer(start(sample()), "old"), "raft")
    assert to_change(walk, text) == question


@pytest.mark.parametrize(("text", "is_one"), [("mất mấy ngày", True), ("đi làm?", True), ("dạ em ở quê", False)])
def test_a_question_is_no_answer(text: str, is_one: bool) -> None:
    assert asks(text) is is_one
