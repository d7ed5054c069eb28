"""Hazard: a personal number in a table, a log or on the way to the bot."""

import logging

import pytest

from bot.web import logs
from bot.web.settings import WebSettings
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa, reply

NUMBERS = [
    "001090012345",
    "0912345678",
    "20/05/1990",
    "1990-05-20",
    "B1234567",
    "a.nguyen@example.vn",
    "482913",
    "Hoa@1990",
    "001090123456",
    "19021234567890",
    "hoilamgi",
]
TEXTS = [
    "cccd em 001090012345 sdt 0912345678",
    "em sinh ngày 20/05/1990, hộ chiếu B1234567",
    "mail a.nguyen@example.vn, otp 482913",
    "mật khẩu là Hoa@1990",
    "20/05/1990",
    "001090123456 20/05/1990",
    "stk 19021234567890 (20/05/1990)",
    "cccd001090123456nhé, mk vneid: hoilamgi",
]


async def test_no_number_reaches_the_bot_a_table_or_a_log(
    citizen: Client,
    rasa: FakeRasa,
    settings: WebSettings,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    for text in TEXTS:
        await citizen.say(text)
    rasa.raw = "kaputt 001090012345"
    await citizen.say(TEXTS[0])
    await citizen.call("GET", f"/api/procedures?q={TEXTS[0]}")
    await citizen.call("POST", f"/api/conversations/{citizen.id}/messages", citizen.token, json={"text": TEXTS[0]})
    assert len(rasa.received) == len(TEXTS) + 1
    printed = capsys.readouterr()
    kept = "".join(path.read_bytes().decode("utf-8", "replace") for path in settings.state_dir.rglob("*.db*"))
    places = {"bot": str(rasa.received), "tables": kept, "log": printed.out + printed.err + caplog.text}
    places["transcript"] = str(await citizen.since())
    found = [(number, place) for place, text in places.items() for number in NUMBERS if number in text]
    assert found == []


async def test_a_number_that_nobody_needs_is_answered_with_a_word_on_it(citizen: Client) -> None:
    mine, notice, answer = await citizen.say("số căn cước của tôi là 001090012345")
    assert mine["payload"]["text"] == "số căn cước của tôi là [đã che: số căn cước]"
    assert notice["payload"]["outcome"] == "refused_personal_data" and "số căn cước" in notice["payload"]["text"]
    assert answer["payload"]["outcome"] == "answered"


async def test_the_bots_own_word_on_it_is_not_said_twice(citizen: Client, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: [reply("Đừng gửi.", kind="notice", outcome="refused_personal_data")]
    assert len(await citizen.say("số căn cước của tôi là 001090012345")) == 2


async def test_a_birth_date_that_was_asked_for_is_taken_quietly(citizen: Client, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: [reply("Ngày sinh?", topic="status", outcome="asked_back")]
    await citizen.say("tra cứu hồ sơ H29.15-240702-0012")
    mine, _ = await citizen.say("dạ 20 tháng 5 năm 1990")
    assert mine["payload"]["text"] == "dạ [đã che: ngày sinh]"
    assert rasa.messages[0] == "tra cứu hồ sơ H29.15-240702-0012"
    assert rasa.messages[1].startswith("dạ [birth_date:")


async def test_a_birth_date_sent_again_after_a_fault_is_hidden_too(citizen: Client, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: [reply("Ngày sinh?", topic="status", outcome="asked_back")]
    await citizen.say("tra cứu hồ sơ H29.15-240702-0012")
    rasa.raw = "[]"
    await citizen.say("dạ 20 tháng 5 năm 1990 ạ")
    await citizen.say("dạ 20 tháng 5 năm 1990 ạ")
    assert "1990" not in "".join(rasa.messages[1:])


def test_an_exceptions_own_text_is_not_logged() -> None:
    try:
        raise ValueError("001090012345")
    except ValueError as error:
        assert "test_hidden_numbers.py" in logs.where(error) and "001090" not in logs.where(error)


@pytest.mark.parametrize("form", ["plain", "json"])
def test_logs_are_written_in_the_form_of_the_settings(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure("INFO", form)
    logging.getLogger("uvicorn.error").info("Xin chào")
    root.handlers[:], root.level = before, level
    line = capsys.readouterr().err
    assert "Xin chào" in line and line.startswith("{") == (form == "json")
