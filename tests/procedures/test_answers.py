"""Answers as payloads."""

import re
from datetime import date

import pytest
from sqlalchemy.orm import Session

from procedures.answers import answer, choices, compare, simple
from procedures.answers.compose import PARTS
from procedures.payload import TOPICS
from procedures.words import load
from tests.procedures.conftest import DAY


def test_documents_name_copies_and_what_the_office_looks_up_itself(session: Session) -> None:
    payload = answer(session, "record", "documents", on=DAY)
    assert payload.outcome == "answered"
    assert "Tờ khai – 2 bản" in payload.text
    assert "cơ quan tự tra trong CSDL quốc gia về dân cư" in payload.text
    assert payload.blocks[0].type == "documents"
    assert payload.blocks[0].rows[1]["reused_from"] == "CSDL quốc gia về dân cư"


def test_a_fee_comes_with_condition_basis_notice_and_day_of_checking(session: Session) -> None:
    payload = answer(session, "record", "fee", on=DAY)
    assert "200.000đ: Mức thường" in payload.text
    assert "100.000đ: Mức giảm (sinh viên)" in payload.text
    assert "170.000" not in payload.text
    assert "Miễn phí khi nộp trực tuyến." in payload.text
    assert "21/11/2026" in payload.text
    assert payload.sources[0].title == "Thông tư 1/2026/TT-BTC"
    assert payload.checked_on == date(2026, 11, 21)
    assert payload.in_force_from == date(2026, 1, 1)
    assert payload.version == 1


def test_a_notice_is_not_given_before_its_first_day(session: Session) -> None:
    assert "Miễn phí" not in answer(session, "record", "fee", on=date(2026, 8, 14)).text


@pytest.mark.parametrize("topic", sorted(set(PARTS) - {"overview", "complaint", "changes"}))
def test_a_section_without_rows_is_said_to_be_unpublished(session: Session, topic: str) -> None:
    payload = answer(session, "boat-old", topic, on=DAY)
    assert payload.outcome == "unanswerable_not_in_force"
    assert payload.blocks == []


def test_rows_of_another_day_are_never_given_instead(session: Session) -> None:
    payload = answer(session, "record-1", "fee", on=date(2025, 6, 1))
    assert "170.000đ" in payload.text
    assert "200.000đ" not in payload.text


def test_an_overdue_record_says_so(session: Session) -> None:
    assert "quá hạn kiểm tra" in answer(session, "boat-old", "overview", on=DAY).text
    assert "quá hạn kiểm tra" not in answer(session, "record", "overview", on=DAY).text


def test_a_family_without_a_record_asks_which(session: Session) -> None:
    payload = answer(session, "boats", "fee", on=DAY)
    assert (payload.kind, payload.outcome) == ("choices", "asked_back")
    assert [(button.procedure, button.topic) for button in payload.buttons] == [
        ("boat-new", "fee"),
        ("boat-old", "fee"),
    ]
    assert "Thuyền" in payload.text


def test_an_unknown_procedure_is_not_guessed(session: Session) -> None:
    assert answer(session, "no-such-thing", "fee", on=DAY).outcome == "unanswerable_not_in_catalog"


def test_a_day_before_the_procedure_is_not_guessed(session: Session) -> None:
    assert answer(session, "boat-new", "fee", on=date(2020, 1, 1)).outcome == "unanswerable_not_in_force"


def test_what_ends_within_sixty_days_is_a_coming_change(session: Session) -> None:
    payload = answer(session, "record", "changes", on=DAY)
    assert "Hết ngày 31/12/2026" in payload.text
    assert "28/02/2027" not in payload.text


def test_no_coming_change_is_said_with_the_day_looked_to(session: Session) -> None:
    assert "20/01/2027" in answer(session, "boat-old", "changes", on=DAY).text


def test_compare_names_what_differs_and_what_is_the_same(session: Session) -> None:
    payload = compare(session, "record", "record-1", on=DAY)
    assert "Kết quả" in payload.text
    assert "Giống nhau: Ai được làm, Giấy tờ, Lệ phí, Thời hạn." in payload.text


def test_choices_leave_out_what_is_not_in_force(session: Session) -> None:
    payload = choices(session, ["boat-new", "boat-old"], None, on=date(2020, 1, 1))
    assert [button.procedure for button in payload.buttons] == ["boat-old"]


def test_english_is_answered_in_english(session: Session) -> None:
    payload = answer(session, "record", "fee", on=DAY, lang="en")
    assert payload.lang == "en"
    assert "Standard fee" in payload.text


def test_every_topic_has_a_part_but_those_with_an_action_of_their_own() -> None:
    assert set(TOPICS) - set(PARTS) == {"status", "compare"}


def test_both_languages_have_the_same_keys() -> None:
    assert set(load("vi")) == set(load("en"))


@pytest.mark.parametrize("key", sorted(load("vi")))
def test_both_languages_have_the_same_values(key: str) -> None:
    def fields(lang: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", load(lang)[key]))

    assert fields("vi") == fields("en")


def test_a_simple_reply_can_name_the_hotlines() -> None:
    payload = simple("knowledge.not_in_catalog", "unanswerable_not_in_catalog", contacts=True)
    assert "1800 1096" in payload.text
