"""What the citizen has told, from turn to turn."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions.facts_told import is_new, known, known_about, said, wants_to_be_forgotten
from actions.talk import Talk, read
from procedures.facts import NOTHING, Facts
from tests.actions.bench import Turn
from tests.procedures.conftest import DAY

STUDENT = Facts(groups=frozenset({"student"}))
CHILD = Facts(for_whom="child", age=5, groups=frozenset({"poor"}), province="nghe-an", channel="online")


def _talk(text: str = "", *named: tuple[str, str], before: Facts = NOTHING, **slots: Any) -> Talk:
    """Entities stand where their word does: ``("relation", "child:con")`` is «con» in the text."""
    tracker = Turn(text=text, slots={"facts": before.to_json() or None, **slots}).tracker()
    entities = []
    for kind, value in named:
        value, _, word = value.partition(":")
        start = text.index(word) if word else 0
        entities.append({"entity": kind, "value": value, "start": start, "end": start + len(word)})
    tracker.latest_message["entities"] = entities
    return read(tracker, DAY)


def test_entities_become_facts() -> None:
    talk = _talk(
        "…", ("relation", "child"), ("age", "5"), ("group", "poor"), ("group", "minority"), ("level", "2"),
        ("province", "nghe-an"), ("channel", "online"), ("occasion", "first"),
    )  # fmt: skip
    assert said(talk) == Facts("child", 5, frozenset({"poor", "minority"}), 2, "nghe-an", "online", "first")


@pytest.mark.parametrize(
    "named", [("age", "năm"), ("age", "500"), ("level", "3"), ("relation", "dog"), ("group", "rich"), ("date", "2026")]
)
def test_what_is_no_fact_is_not_told(named: tuple[str, str]) -> None:
    assert said(_talk("…", named)) == NOTHING


def test_two_values_of_one_kind_tell_nothing() -> None:
    talk = _talk("nộp trực tiếp và trực tuyến khác gì nhau", ("channel", "counter"), ("channel", "online"))
    assert said(talk) == NOTHING


def test_who_speaks_of_himself_and_of_another_asks_for_the_other() -> None:
    assert said(_talk("…", ("relation", "self"), ("relation", "parent"))).for_whom == "parent"


def test_naming_nothing_keeps_what_was_told() -> None:
    talk = _talk("thế lệ phí thì sao", before=CHILD)
    assert known(talk) == CHILD
    assert not is_new(talk)


def test_a_correction_replaces_and_forgets_the_age_and_groups_of_the_other() -> None:
    talk = _talk("không, cho mẹ tôi", ("relation", "parent:mẹ"), before=CHILD)
    assert known(talk) == Facts(for_whom="parent", province="nghe-an", channel="online")
    assert is_new(talk)


def test_what_is_told_of_the_other_in_the_same_message_is_kept() -> None:
    talk = _talk("cho mẹ tôi 70 tuổi", ("relation", "parent:mẹ"), ("age", "70:70"), before=CHILD)
    assert (known(talk).for_whom, known(talk).age) == ("parent", 70)


def test_the_relation_said_after_the_age_keeps_the_age() -> None:
    assert known(_talk("con tôi", ("relation", "child:con"), before=Facts(age=5))).age == 5


def test_groups_add_up() -> None:
    talk = _talk("em là sinh viên", ("group", "student:sinh viên"), before=CHILD)
    assert known(talk).groups == {"poor", "student"}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("tôi không phải sinh viên", Facts(groups=frozenset({"student", "poor"})), Facts(groups=frozenset({"poor"}))),
        ("toi ko phai la sinh vien", STUDENT, NOTHING),
        ("I am not a student", STUDENT, NOTHING),
        ("em không nộp trực tuyến", Facts(channel="online"), NOTHING),
        ("em chưa có vneid mức 2", Facts(level=2), NOTHING),
        ("không làm cho con", Facts(for_whom="child", age=5), NOTHING),
        ("không phải cho con mà cho tôi", Facts(for_whom="child", age=5, province="ha-noi"), Facts(province="ha-noi")),
        ("sinh viên có được giảm không", STUDENT, STUDENT),
        ("không biết sinh viên thì sao", STUDENT, STUDENT),
        ("tôi không phải nộp phí cho sinh viên à", STUDENT, STUDENT),
    ],
)  # fmt: skip
def test_what_is_denied_is_taken_back(text: str, before: Facts, after: Facts) -> None:
    assert known(_talk(text, before=before)) == after


def test_what_is_denied_is_not_told_though_it_was_named() -> None:
    talk = _talk("không phải cho con, cho mẹ", ("relation", "child:con"), ("relation", "parent:mẹ"))
    assert said(talk).for_whom == "parent"


def test_how_it_is_filed_stays_with_the_procedure_and_the_person_goes_on(session: Session) -> None:
    talk = _talk("còn tạm trú?", before=CHILD, procedure="criminal-record-1")
    assert known_about(talk, session, "temporary-residence") == Facts(
        for_whom="child", age=5, groups=frozenset({"poor"}), province="nghe-an"
    )


@pytest.mark.parametrize("current", ["criminal-record-1", "criminal-record", None])
def test_within_a_family_and_after_a_choice_all_of_it_is_kept(session: Session, current: str | None) -> None:
    assert known_about(_talk("số 2", before=CHILD, procedure=current), session, "criminal-record-2") == CHILD


def test_a_way_of_filing_named_with_the_new_procedure_is_its_own(session: Session) -> None:
    talk = _talk("…", ("channel", "counter"), before=CHILD, procedure="criminal-record-1")
    assert known_about(talk, session, "temporary-residence").channel == "counter"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('/inform{"procedure": "criminal-record-1"}', True), ("Quên thông tin của tôi", True),
        ("xoa het thong tin cua em di", True), ("forget what I told you", True), ("forget me", True),
        ("tôi quên mật khẩu", False), ("sửa thông tin của tôi", False), ("con em 5 tuổi", False), ("/fee", False),
    ],
)  # fmt: skip
def test_who_wants_to_be_forgotten_says_so(text: str, wanted: bool) -> None:
    assert wants_to_be_forgotten(_talk(text)) is wanted


@pytest.mark.parametrize(
    ("text", "child"), [("con le phi thi sao", False), ("con cai thu hai", False), ("con 5 tuoi", True)]
)
def test_and_what_about_typed_without_marks_is_no_child(text: str, child: bool) -> None:
    assert (said(_talk(text, ("relation", "child:con"))).for_whom == "child") is child
