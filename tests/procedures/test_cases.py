"""Answers of the shipped catalog for what a citizen has told, on given days."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from procedures.answers import answer, compare
from procedures.answers.own_fee import own_fee
from procedures.facts import NOTHING, Facts
from procedures.lookup import in_force
from procedures.payload import Payload
from procedures.publishing.files import read_catalog
from procedures.record import SECTIONS
from procedures.text.provinces import PROVINCES
from tests.published import published

CATALOG = read_catalog()
DAY = date(2026, 11, 21)
STUDENT = Facts(groups=frozenset({"student"}), channel="online")
DIGITAL = Facts(groups=frozenset({"student", "digital_citizen"}), channel="online")
FEES = "Thông tư 16/2025/TT-BTC"
WAIVER = "Nghị quyết 66.22/2026/NQ-CP"
CASES = [
    (STUDENT, date(2025, 12, 1), 80000, FEES),
    (STUDENT, date(2026, 8, 14), 100000, FEES),
    (STUDENT, DAY, 100000, FEES),
    (STUDENT, date(2027, 3, 1), 100000, FEES),
    (DIGITAL, date(2025, 12, 1), 80000, FEES),
    (DIGITAL, date(2026, 8, 14), 100000, FEES),
    (DIGITAL, DAY, 0, WAIVER),
    (DIGITAL, date(2027, 3, 1), 100000, FEES),
]


@pytest.fixture(scope="module", name="session")
def _session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A data base that holds the shipped catalog."""
    with published(tmp_path_factory.mktemp("cases")) as reading:
        yield reading


def _mine(payload: Payload) -> list[dict[str, object]]:
    return [row for block in payload.blocks for row in block.rows if row.get("mine")]


@pytest.mark.parametrize(("facts", "on", "amount", "basis"), CASES)
def test_the_look_up_gives_the_students_own_fee_with_its_basis(
    session: Session, facts: Facts, on: date, amount: int, basis: str
) -> None:
    own = own_fee(in_force(session, "criminal-record-1", on).record.fees or (), facts)
    assert own is not None
    assert (own.amount, basis in own.basis) == (amount, True)


@pytest.mark.parametrize(("facts", "on", "amount", "basis"), CASES)
def test_the_answer_says_the_students_own_fee_why_and_on_what_basis(
    session: Session, facts: Facts, on: date, amount: int, basis: str
) -> None:
    payload = answer(session, "criminal-record-1", "fee", on=on, facts=facts)
    line = next(line for line in payload.text.splitlines() if line.startswith("Vì anh/chị"))
    assert f": {amount:,}đ (căn cứ ".replace(",", ".") in line
    assert "là học sinh, sinh viên" in line
    assert basis in line
    mine = _mine(payload)
    assert [(row["amount"], basis in list(row["basis"])) for row in mine] == [(amount, True)]  # type: ignore[call-overload]
    assert basis in [source.title for source in payload.sources]
    assert payload.buttons[-1].topic == "inform"
    assert payload.buttons[-1].title in payload.text


@pytest.mark.parametrize("facts", [NOTHING, STUDENT, Facts(channel="counter"), Facts(groups=frozenset({"poor"}))])
@pytest.mark.parametrize("on", [date(2026, 8, 15), DAY, date(2027, 2, 28)])
def test_the_waiver_is_mentioned_whenever_it_might_apply(session: Session, facts: Facts, on: date) -> None:
    assert "công dân số" in answer(session, "criminal-record-1", "fee", on=on, facts=facts).text


@pytest.mark.parametrize("facts", [NOTHING, STUDENT])
def test_the_day_before_it_begins_the_waiver_is_what_changes_soon(session: Session, facts: Facts) -> None:
    lines = answer(session, "criminal-record-1", "fee", on=date(2026, 8, 14), facts=facts).text.splitlines()
    assert any(line.startswith("Sắp thay đổi: 0 đồng nếu") for line in lines)


def test_who_means_to_file_at_the_counter_learns_that_online_costs_less(session: Session) -> None:
    counter = answer(session, "household-split", "fee", on=DAY, facts=Facts(channel="counter"))
    assert "Vì anh/chị nộp trực tiếp: 10.000đ" in counter.text
    assert "Nếu nộp trực tuyến: 5.000đ." in counter.text
    online = answer(session, "household-split", "fee", on=DAY, facts=Facts(channel="online"))
    assert "Nếu nộp trực tuyến" not in online.text


def test_what_comes_on_top_is_told_apart_from_the_fee(session: Session) -> None:
    lines = answer(session, "business-company", "fee", on=DAY, facts=Facts(channel="online")).text.splitlines()
    assert "Vì anh/chị nộp trực tuyến: 0đ." in lines
    assert "100.000đ" in lines[lines.index("Khoản cộng thêm, nếu có:") + 1]


def test_the_waiver_is_not_mentioned_after_its_last_day(session: Session) -> None:
    assert "công dân số" not in answer(session, "criminal-record-1", "fee", on=date(2027, 3, 1), facts=STUDENT).text


def test_a_fee_that_is_about_to_change_says_when_and_to_what(session: Session) -> None:
    text = answer(session, "criminal-record-1", "fee", on=date(2025, 12, 1), facts=STUDENT).text
    assert "Từ ngày 01/01/2026: 100.000đ cho trường hợp của anh/chị." in text
    text = answer(session, "identity-card-reissue", "fee", on=DAY).text
    assert "Sắp thay đổi: Từ ngày 01/01/2027: 70.000đ" in text
    assert "Sắp thay đổi" not in answer(session, "identity-card-reissue", "fee", on=date(2026, 10, 31)).text


@pytest.mark.parametrize(("on", "code"), [(date(2026, 8, 1), "2.002621"), (date(2026, 9, 2), "3.000722")])
def test_the_linked_birth_has_the_code_of_the_day(session: Session, on: date, code: str) -> None:
    assert [each.code for each in in_force(session, "linked-birth", on).record.codes] == [code]
    titles = [source.title for source in answer(session, "linked-birth", "overview", on=on).sources]
    assert [title for title in titles if "Trang thủ tục" in title] == [
        f"Trang thủ tục {code} trên Cổng Dịch vụ công quốc gia"
    ]


def test_papers_of_a_child_are_marked_and_those_of_other_channels_left_out(session: Session) -> None:
    child = Facts(for_whom="child", age=5, channel="counter")
    payload = answer(session, "passport", "documents", on=DAY, facts=child)
    assert ["khai sinh" in str(row["text"]) for row in _mine(payload)] == [True]
    assert "Nộp trực tuyến thì" not in payload.text
    assert "trường hợp: 5 tuổi; nộp trực tiếp; đã bớt 1 mục" in payload.text


def test_of_the_steps_only_those_of_the_way_told_are_given_and_the_counter_is_not_forgotten(session: Session) -> None:
    online = answer(session, "identity-card", "steps", on=DAY, facts=Facts(channel="online"))
    assert {row["channel"] for row in online.blocks[0].rows} <= {"online", "vneid", "portal"}
    assert "Không có điện thoại thông minh" in online.text
    counter = answer(session, "identity-card", "steps", on=DAY, facts=Facts(channel="counter"))
    assert {row["channel"] for row in counter.blocks[0].rows} == {"counter"}


def test_a_way_that_the_record_does_not_have_narrows_nothing(session: Session) -> None:
    everything = answer(session, "identity-card", "steps", on=DAY)
    assert answer(session, "identity-card", "steps", on=DAY, facts=Facts(channel="phone")).blocks == everything.blocks


def test_who_may_apply_is_told_for_the_age(session: Session) -> None:
    payload = answer(session, "vneid-level2", "eligibility", on=DAY, facts=Facts(age=5, for_whom="child"))
    assert "không được cấp mức 2" in payload.text
    assert "từ đủ 14 tuổi" not in payload.text


def test_a_requirement_is_told_to_those_who_do_not_meet_it_too(session: Session) -> None:
    """A level 2 account is what the law asks for, not a case among others."""
    payload = answer(session, "digital-signature", "eligibility", on=DAY, facts=Facts(level=1))
    assert "mức 2" in payload.text


def test_a_province_has_its_own_fee_and_not_that_of_another(session: Session) -> None:
    payload = answer(session, "marital-status", "fee", on=DAY, facts=Facts(province="ha-noi"))
    assert "Vì anh/chị ở Hà Nội: 3.000đ." in payload.text
    assert "Hải Phòng" not in payload.text


def test_the_waiver_of_a_province_is_told_there_and_not_elsewhere(session: Session) -> None:
    for province, told in (("nghe-an", True), ("ha-noi", False)):
        payload = answer(session, "marital-status", "fee", on=DAY, facts=Facts(province=province))
        assert ("Nghị quyết 14/2023" in payload.text) is told


def test_a_fee_that_hangs_on_more_than_was_told_is_not_called_theirs(session: Session) -> None:
    car = answer(session, "vehicle-registration-new", "fee", on=DAY, facts=Facts(province="ha-noi"))
    assert _mine(car) == []
    card = answer(session, "identity-card", "fee", on=DAY, facts=Facts(occasion="change"))
    assert _mine(card) == []
    assert "35.000đ" not in card.text


def test_the_reason_is_said_in_english_too(session: Session) -> None:
    text = answer(session, "criminal-record-1", "fee", on=DAY, lang="en", facts=DIGITAL).text
    assert "Because of what you told me (digital citizen, pupil or student, filing online): 0đ (under " in text


def test_a_comparison_is_narrowed_and_says_so(session: Session) -> None:
    payload = compare(session, "criminal-record-1", "criminal-record-ministry", on=DAY, facts=Facts(channel="counter"))
    assert "nộp trực tiếp" in payload.text
    assert payload.buttons[-1].topic == "inform"


def test_nothing_told_is_nothing_said_of_it(session: Session) -> None:
    for topic in ("fee", "documents", "steps"):
        payload = answer(session, "criminal-record-1", topic, on=DAY)
        assert _mine(payload) == []
        assert "trường hợp:" not in payload.text


def test_provinces_of_conditions_are_known_provinces() -> None:
    whens = [
        row.when
        for record in CATALOG.records.values()
        for section in SECTIONS
        for row in getattr(record, section) or ()
    ]
    whens += [notice.when for notice in CATALOG.registers["notices"]]
    named = {when.province for when in whens if when and when.province}
    assert named
    assert named <= set(PROVINCES)


@pytest.mark.parametrize(("slug", "topic", "on", "said"), [
    ("passport", "time", date(2015, 1, 1), True),
    ("passport", "time", DAY, False),
    ("criminal-record-1", "fee", date(2025, 12, 1), False),
])  # fmt: skip
def test_a_time_limit_whose_first_day_is_unknown_is_not_told_as_valid_long_ago(
    session: Session, slug: str, topic: str, on: date, said: bool
) -> None:
    assert ("không rõ" in answer(session, slug, topic, on=on).text) is said
