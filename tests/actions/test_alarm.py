"""The safety net under the classifier."""

import pytest

from actions import alarm
from actions.alarm import alarming
from actions.danger import Danger
from actions.fee import Fee
from actions.office import Office
from actions.say import Reply
from actions.talk import read
from procedures.answers import simple
from tests.actions.bench import Turn, bot_said, run


@pytest.mark.parametrize(
    "text",
    [
        "tôi muốn tự tử", "tu tu", "Em MUỐN CHẾT quá", "muon chet", "muôn chêt cho xong", "chay nha", "nhà cháy!",
        "nha toi dang chay lon", "cuu mang", "cứu tôi với", "tôi bị đánh", "bi danh dau qua", "bi chong danh",
        "hiep dam", "em bị bắt cóc", "I want to kill myself", "my house is on fire", "goi cap cuu giup",
        "no doi giet toi", "hết bao nhiêu tiền, à mà em muốn chết", "I don't want to live anymore",
    ],
)  # fmt: skip
def test_words_of_danger_are_seen(text: str) -> None:
    assert alarming(text)


@pytest.mark.parametrize(
    "text",
    [
        "giấy báo tử", "đăng ký khai tử từ xa", "khai tu tu xa duoc khong", "giấy chứng tử",
        "giay chung tu tu ubnd xa", "phòng cháy chữa cháy", "giay phep phong chay chua chay", "bị đánh rơi căn cước",
        "bi danh roi the", "bi danh mat vi", "giấy bị đánh dấu sai", "hồ sơ bị đánh giá sai", "bí danh ghi vào đâu",
        "tra cứu tôi với", "tra cuu voi ma ho so", "tra cuu em xem", "từ từ đã", "tu tu da ban", "cứ từ từ",
        "ra tu tu nam ngoai", "dau tu tu nuoc ngoai", "o nha chay ho so duoc khong", "app khong chay nha",
        "ứng dụng chạy rồi", "tư vấn giúp em", "tu van giup em", "chờ lâu muốn chết",
        "án hiếp dâm có xóa án tích không", "cháy nhà mất hết giấy tờ", "đăng ký kết hôn", "giấy tờ dành cho em",
        "thông tin tự động", "", '/danger{"procedure": "muốn chết"}',
    ],
)  # fmt: skip
def test_innocent_words_are_left_alone(text: str) -> None:
    assert not alarming(text)


async def test_a_question_with_words_of_danger_is_answered_after_the_numbers(office: Office) -> None:
    said = await run(office, Fee, text="bị đánh, phiếu số 2?", entities=[("procedure", "criminal-record-2")])
    assert [payload.topic for payload in said.payloads] == [None, "fee"]
    assert said.payloads[0] == (await run(office, Danger)).payload
    assert said.slots["procedure"] == "criminal-record-2"


async def test_a_named_procedure_is_answered_too_where_nothing_was_asked(office: Office) -> None:
    talk = read(Turn(text="bị đánh", entities=[("procedure", "criminal-record")]).tracker(), office.today())
    normal = Reply([simple("actions.thanks", "smalltalk")])
    assert len(alarm.first(talk, "inform", normal).payloads) == 2


async def test_the_numbers_come_once_in_a_turn(office: Office) -> None:
    card = (await run(office, Danger, text="cứu với")).payload
    said = await run(office, Fee, text="cứu với", events=bot_said(card))
    assert [payload.outcome for payload in said.payloads] == ["asked_back"]


async def test_an_action_that_says_nothing_goes_on_saying_nothing(office: Office) -> None:
    talk = read(Turn(text="cứu với").tracker(), office.today())
    assert alarm.first(talk, "inform", Reply()).payloads == ()
