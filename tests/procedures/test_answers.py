"""Answers as payloads."""

import re
from datetime import date

import pytest
from sqlalchemy.orm import Session

from procedures.answers import answer, choices, compare, simple
from procedures.answers.compose import PARTS
from procedures.answers.finish import sources_line
from procedures.payload import TOPICS, SourceLink
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
def test_a_section_that_we_do_not_hold_is_not_called_unpublished(session: Session, topic: str) -> None:
    payload = answer(session, "boat-old", topic, on=DAY)
    assert payload.outcome == "unanswerable_not_in_catalog"
    assert "chưa có thông tin" in payload.text
    assert "công bố" not in payload.text.replace("Cổng Dịch vụ công", "")


def test_rows_of_other_days_only_are_said_to_be_unpublished_for_the_day(session: Session) -> None:
    payload = answer(session, "boat-problems", "result", on=date(2025, 12, 31))
    assert payload.outcome == "unanswerable_not_in_force"
    assert "31/12/2025" in payload.text
    assert payload.blocks == []


def test_where_no_problem_is_known_the_hotlines_are_named(session: Session) -> None:
    payload = answer(session, "boat-old", "account_problem", on=DAY)
    assert "1900.0368" in payload.text
    assert "1800 1096" in payload.text
    assert [row["phone"] for row in payload.blocks[0].rows] == ["1900.0368", "1800 1096"]


def test_mistakes_stand_apart_from_advice(session: Session) -> None:
    payload = answer(session, "boat-problems", "account_problem", on=DAY)
    lines = payload.text.splitlines()
    assert lines[lines.index("Nên tránh:") + 1] == "• Ra khơi khi thủng."
    assert [(block.title, [row["text"] for row in block.rows]) for block in payload.blocks] == [
        ("Lỗi hay gặp", ["Thuyền thủng → Vá lại."]),
        ("Nên tránh", ["Ra khơi khi thủng."]),
    ]


@pytest.mark.parametrize(
    ("topic", "line"),
    [
        ("fee", "• 5.000đ: Mức thu (gửi qua bưu chính). Xem bảng giá."),
        ("fee", "• +7.000đ: Gửi bưu chính nhanh – áp dụng đến hết ngày 30/06/2027."),
        ("steps", "1. Kéo thuyền về (không có buồm)."),
        ("result", "• Thuyền lành – giá trị: 1 năm."),
    ],
)
def test_a_line_has_one_full_stop_and_its_condition_once(session: Session, topic: str, line: str) -> None:
    assert line in answer(session, "boat-problems", topic, on=DAY).text.splitlines()


def test_the_counter_is_not_named_where_the_record_has_none(session: Session) -> None:
    assert "nơi tiếp nhận" not in answer(session, "boat-problems", "online", on=DAY).text


def test_a_notice_that_rests_on_the_basis_of_a_row_is_not_said_again(session: Session) -> None:
    assert "nghị định mới" not in answer(session, "boat-problems", "fee", on=DAY).text


@pytest.mark.parametrize(
    ("slug", "topic", "first"),
    [("record", "fee", date(2026, 1, 1)), ("boat-problems", "fee", None), ("record", "documents", None)],
)
def test_an_answer_has_a_first_day_only_where_all_its_rows_agree(
    session: Session, slug: str, topic: str, first: date | None
) -> None:
    assert answer(session, slug, topic, on=DAY).in_force_from == first


def test_a_source_is_named_with_its_day_as_people_write_it(session: Session) -> None:
    assert "Cổng (10/06/2026)" in answer(session, "boat-problems", "steps", on=DAY).text


def test_the_text_names_four_sources_and_counts_the_others() -> None:
    sources = [SourceLink(title=title) for title in "ABCDEF"]
    assert sources_line(sources, "vi") == "Căn cứ: A; B; C; D và 2 nguồn khác."
    assert sources_line(sources[:4], "vi") == "Căn cứ: A; B; C; D."


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


def test_changes_within_sixty_days_come_before_later_ones(session: Session) -> None:
    text = answer(session, "record", "changes", on=DAY).text
    assert "31/12/2026: Mức giảm (sinh viên)." in text
    assert text.index("31/12/2026") < text.index("Về sau") < text.index("28/02/2027")


def test_names_and_codes_to_come_are_changes(session: Session) -> None:
    text = answer(session, "boat-problems", "changes", on=DAY).text
    assert "Từ ngày 01/01/2027 thủ tục có tên: Sửa tàu." in text
    assert "Từ ngày 01/06/2027 có mã thủ tục 1.000001." in text


def test_a_day_that_the_text_names_is_not_said_twice(session: Session) -> None:
    text = answer(session, "boat-old", "changes", on=DAY).text
    assert "• Từ ngày 01/3/2027 có luật mới." in text.splitlines()
    assert text.count("luật mới") == 1
    assert "20/01/2027" in text


def test_no_coming_change_at_all_is_said_so(session: Session) -> None:
    text = answer(session, "record-1", "changes", on=date(2027, 3, 1)).text
    assert "chưa thấy thay đổi nào" in text
    assert "sau ngày 01/03/2027" in text


def test_compare_names_what_differs_what_is_the_same_and_what_is_known_of_neither(session: Session) -> None:
    payload = compare(session, "record", "record-1", on=DAY)
    assert "Kết quả" in payload.text
    assert "Giống nhau: Giấy tờ, Lệ phí." in payload.text
    assert "chưa có thông tin cho cả hai: Ai được làm, Thời hạn." in payload.text


def test_compare_has_the_overdue_mark_and_the_notices_of_both(session: Session) -> None:
    text = compare(session, "record", "boat-old", on=DAY).text
    assert "quá hạn kiểm tra" in text
    assert "Lưu ý: Cấp Phiếu lý lịch tư pháp: Miễn phí khi nộp trực tuyến." in text


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
