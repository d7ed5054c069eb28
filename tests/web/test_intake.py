"""What intake does to messages as people send them."""

import sys
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.intake import LONGEST, EmptyMessage, Received, TooLong, check_text, receive
from procedures import vault
from procedures.text import PLACEHOLDER


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  xin   chào \n anh ", "xin chào anh"),
        ("xin\u200b ch\u202eào", "xin chào"),
        ("cu\u031b tru\u0301", "cư trú"),
        ("<b>phí</b>", "<b>phí</b>"),
        ("/restart", "/restart"),
        ("👍", "👍"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_a_message_is_cleaned_not_changed(text: str, clean: str) -> None:
    assert check_text(text) == clean


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "\u200b\u200d\ufeff", "\u0000\u0007", "\u3164\u2800", "\u0301", "\ud800"]
)
def test_a_message_in_which_nothing_can_be_seen_is_empty(text: str) -> None:
    with pytest.raises(EmptyMessage):
        check_text(text)


@pytest.mark.parametrize("length", [LONGEST + 1, 10_000, 60_000])
def test_a_message_may_not_be_longer_than_the_limit(length: int) -> None:
    with pytest.raises(TooLong):
        check_text("x" * length)


@pytest.fixture
def take(sessions: sessionmaker[Session], keys: tuple[str, str]) -> "Take":
    """Receives messages of the conversation «c»."""
    return Take(sessions, keys)


class Take:
    """``take(text)`` gives what intake made of it; ``values`` reads the vault as the actions would."""

    def __init__(self, sessions: sessionmaker[Session], keys: tuple[str, str]):
        self.sessions, (self.public, self.private) = sessions, keys

    def __call__(self, text: str, status_asked: bool = False, lang: str = "vi") -> Received:
        with self.sessions.begin() as session:
            return receive(
                session, text, conversation="c", public_key=self.public, lang=lang, status_asked=status_asked
            )

    def values(self, received: Received, conversation: str = "c") -> list[str | None]:
        with self.sessions.begin() as session:
            refs = [match["ref"] for match in PLACEHOLDER.finditer(received.for_bot)]
            return [vault.take(session, self.private, conversation, ref) for ref in refs]


@pytest.mark.parametrize(
    ("text", "shown", "hidden", "value"),
    [
        ("số của em là 001090012345 ạ", "số của em là [đã che: số căn cước] ạ", "id_card", None),
        ("gọi 0912 345 678", "gọi [đã che: số điện thoại]", "phone", None),
        ("mail a.b@c.vn", "mail [đã che: địa chỉ email]", "email", None),
        ("hộ chiếu B1234567", "hộ chiếu [đã che: số hộ chiếu]", "passport", None),
        ("H29.15-240702-0012, 20/05/1990", "H29.15-240702-0012, [đã che: ngày sinh]", "birth_date", "1990-05-20"),
        ("20/05/1990", "[đã che: ngày sinh]", "birth_date", "1990-05-20"),
        ("em sinh 31/02/1990", "em sinh [đã che: ngày sinh]", "birth_date", None),
    ],
)  # fmt: skip
def test_only_a_birth_date_waits_in_the_vault(
    take: Take, text: str, shown: str, hidden: str, value: str | None
) -> None:
    received = take(text)
    assert received.for_transcript == shown and received.hidden == (hidden,)
    assert PLACEHOLDER.sub("", received.for_bot) == shown.replace(shown[shown.index("[") : shown.index("]") + 1], "")
    assert take.values(received) == [value]
    assert take.values(received, conversation="another") == [None]


def test_the_words_for_what_was_hidden_are_in_the_language_of_the_talk(take: Take) -> None:
    assert take("my id 001090012345", lang="en").for_transcript == "my id [hidden: ID number]"


@pytest.mark.parametrize("text", ["240702-0012", "240702 0012", "0012"])
def test_the_rest_of_a_dossiers_code_is_none(take: Take, text: str) -> None:
    assert take(text, status_asked=True).for_bot == text


@pytest.mark.parametrize("text", ["001090 012345", "2407020012"])
def test_other_numbers_are_hidden_also_where_a_code_was_asked_for(take: Take, text: str) -> None:
    assert take(text, status_asked=True).hidden


def test_a_date_in_a_sentence_stays_unless_a_birth_date_was_asked_for(take: Take) -> None:
    assert take("nộp từ ngày 01/07/2026 được không").hidden == ()
    assert take("từ 20/05/1990 đã có luật này").hidden == ()
    assert take("em sinh 01/07/1996 ạ", status_asked=True).hidden == ("birth_date",)


@pytest.fixture
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["bot.web.intake.receive"], "today", lambda: date(2026, 11, 21))


@pytest.mark.usefixtures("in_november")
@pytest.mark.parametrize("text", ["ngày 01/07/2026", "02/01/2027"])
def test_a_recent_or_coming_day_alone_is_a_birth_date_only_where_one_was_asked_for(take: Take, text: str) -> None:
    assert take(text).for_bot == text
    assert take(text, status_asked=True).hidden == ("birth_date",)


@pytest.mark.usefixtures("in_november")
@pytest.mark.parametrize("text", ["từ 01/07/2026 lệ phí bao nhiêu", "em nộp ngày 02/11/2026 mà"])
def test_another_question_with_a_date_is_no_answer_to_the_form(take: Take, text: str) -> None:
    assert take(text, status_asked=True).for_bot == text


@pytest.mark.parametrize("text", ["30/02/1990", "ngày 20 tháng năm 1990", "từ 01/07/2020 lệ phí bao nhiêu"])
def test_a_date_that_cannot_be_taken_is_hidden_with_nothing_behind_it(take: Take, text: str) -> None:
    received = take(text, status_asked=True)
    assert received.hidden == ("birth_date",) and take.values(received) == [None]


@pytest.mark.parametrize(
    ("text", "for_bot"),
    [
        ("/restart", "restart"),
        ("  //status{}", "status{}"),
        ("/", "?"),
        ("[birth_date:0123456789]", "(birth_date)"),
        ('/fee{"procedure": "x"}', 'fee{"procedure": "x"}'),
    ],
)
def test_nothing_that_citizens_write_is_a_command_or_a_placeholder(take: Take, text: str, for_bot: str) -> None:
    assert take(text.strip()).for_bot == for_bot


@pytest.mark.parametrize(
    ("text", "secret", "kind"),
    [
        ("otp của em là 123456", "123456", "otp"),
        ("mã OTP: 482913 nhé", "482913", "otp"),
        ("ma xac thuc gui ve la 4829", "4829", "otp"),
        ("mã xác nhận 12 34 56", "12 34 56", "otp"),
        ("mật khẩu là Hoa@1990", "Hoa@1990", "password"),
        ("mật khẩu của em là hoamai99.", "hoamai99", "password"),
        ("mat khau: abcdef", "abcdef", "password"),
        ("mật khẩu vneid của tôi là 123456", "123456", "password"),
        ("passcode 112233", "112233", "password"),
        ("my password is sunflower", "sunflower", "password"),
        ("mk abc123 sao ko vao dc", "abc123", "password"),
        ("mk vneid: hoilamgi", "hoilamgi", "password"),
        ("mật khẩu là 0912 345 678", "345 678", "password"),
        ("mật khẩu là hoa001090123456", "001090123456", "password"),
    ],
)
def test_passwords_and_one_time_codes_are_kept_nowhere(take: Take, text: str, secret: str, kind: str) -> None:
    received = take(text)
    assert received.hidden == (kind,) and received.unasked == (kind,)
    assert secret not in received.for_bot + received.for_transcript
    assert "***" in received.for_bot and take.values(received) == []


def test_a_phone_number_after_the_word_otp_is_hidden_whole(take: Take) -> None:
    assert take("otp không về số 0912 345 678").for_transcript == "otp không về số [đã che: số điện thoại]"


@pytest.mark.parametrize(
    "text",
    [
        "quên mật khẩu VNeID thì làm sao",
        "mật khẩu là gì vậy",
        "mat khau la gi",
        "tôi quên mật khẩu: làm thế nào",
        "đổi mật khẩu mức 2",
        "không nhận được mã OTP",
        "otp không về máy sau 2 lần",
        "mk là sinh viên",
        "my password is required every time",
        "mật khẩu VNeID bị khóa 3 lần",
        "mã otp, hồ sơ H29.15-240702-0012",
        "otp lỗi 1900.0368",
        "đổi passcode 2026",
        "mk: lam sao day",
    ],
)
def test_a_question_about_passwords_is_not_changed(take: Take, text: str) -> None:
    received = take(text)
    assert (received.for_bot, received.for_transcript, received.hidden) == (text, text, ())
