"""What a question about a dossier is after."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions.status_wish import wish
from actions.talk import read
from procedures.followed import Followed, Kept
from tests.actions.bench import NOON, Turn

ONE, TWO = "H29.15-240702-0012", "H26.7-261116-104"
SEEN = {"status": 4, "status_text": "Đang xử lý", "note": None, "due_on": None}


def _kept(code: str, minutes: int = 0, slug: str | None = None) -> Kept:
    at = NOON + timedelta(minutes=minutes)
    return Kept(Followed(code, "portal", "t" * 40, slug, SEEN), at, at + timedelta(days=30))


BOTH = (_kept(ONE, 1, "temporary-residence"), _kept(TWO, 2, "criminal-record"))


def _wish(session: Session, text: str, kept: tuple[Kept, ...] = BOTH, **turn: Any) -> tuple[str, list[str]]:
    turn = {"intent": "status", **turn}
    found = wish(read(Turn(text=text, **turn).tracker(), date(2026, 11, 21)), session, kept)
    return found.kind, [each.dossier.code for each in found.kept]


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("hồ sơ em sao rồi", "again", [ONE, TWO]),
        ("tra cuu ho so khac", "look_up", []),
        ("ho so kia sao roi", "again", [ONE]),
        ("what about the other one", "again", [ONE]),
        ("hồ sơ đầu tiên", "again", [ONE]),
        ("xem ho so thu 2", "again", [TWO]),
        ("vì sao bị trả lại", "again", [TWO]),
        ("em quên mã hồ sơ rồi", "without_code", []),
        ("mất giấy hẹn thì xem hồ sơ kiểu gì", "without_code", []),
        ("trạng thái đang xử lý nghĩa là sao ạ", "meaning", []),
        ("bỏ theo dõi", "which_forget", [ONE, TWO]),
        ("bo theo doi het di", "forget", [ONE, TWO]),
        ("thôi theo dõi hồ sơ thứ hai", "forget", [TWO]),
    ],
)
def test_questions_are_told_apart_by_their_words(session: Session, text: str, kind: str, codes: list[str]) -> None:
    assert _wish(session, text) == (kind, codes)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("hồ sơ báo yêu cầu bổ sung là sao", (5,)),
        ("không được tiếp nhận nghĩa là gì", (3,)),
        ("dung xu ly la gi vay", (8,)),
        ("yêu cầu thực hiện nghĩa vụ tài chính nghĩa là gì", (6,)),
        ("đang xử lý với đã xử lý xong là sao", (9, 4)),
    ],
)
def test_the_statuses_that_somebody_asks_about_are_found(
    session: Session, text: str, statuses: tuple[int, ...]
) -> None:
    talk = read(Turn(text=text, intent="status").tracker(), date(2026, 11, 21))
    assert set(wish(talk, session, ()).statuses) == set(statuses)


@pytest.mark.parametrize("text", ["hồ sơ em sao rồi", "hồ sơ kia", "vì sao bị trả lại", "/status"])
def test_without_a_followed_dossier_the_form_asks(session: Session, text: str) -> None:
    assert _wish(session, text, ()) == ("look_up", [])


def test_the_other_of_only_one_is_a_new_one(session: Session) -> None:
    assert _wish(session, "còn hồ sơ kia", BOTH[:1]) == ("look_up", [])


def test_a_button_without_words_asks_for_all_that_are_followed(session: Session) -> None:
    assert _wish(session, "/status") == ("again", [ONE, TWO])


def test_a_new_code_is_looked_up_and_a_followed_one_is_asked_again(session: Session) -> None:
    assert _wish(session, "…", entities=[("application_code", "H29.15-240702-0099")]) == ("look_up", [])
    assert _wish(session, "…", entities=[("application_code", TWO)]) == ("again", [TWO])


def test_a_procedure_that_no_followed_dossier_is_about_is_looked_up(session: Session) -> None:
    assert _wish(session, "tạm trú sao rồi", entities=[("procedure", "temporary-residence")]) == ("again", [ONE])
    assert _wish(session, "mức 2 sao rồi", entities=[("procedure", "vneid-level2")]) == ("look_up", [])


@pytest.mark.parametrize("intent", ["fee", "documents", "thanks"])
def test_another_question_amid_the_form_is_none_of_these(session: Session, intent: str) -> None:
    assert _wish(session, "hồ sơ kia hết bao nhiêu tiền", intent=intent) == ("look_up", [])


def test_a_code_that_waits_for_its_birth_date_goes_on(session: Session) -> None:
    assert _wish(session, "20/05/1990", intent="inform", slots={"application_code": ONE}) == ("look_up", [])
    assert _wish(session, "0012", intent="inform", slots={"code_begun": "H29.15-240702"}) == ("look_up", [])
