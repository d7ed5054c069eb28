"""Which of the procedures offered a message chooses."""

import pytest
from sqlalchemy.orm import Session

from actions.office import Office
from actions.picked import picked
from actions.talk import read
from tests.actions.bench import Turn

OFFERED = ["criminal-record-1", "temporary-residence", "vneid-level2"]


def _picked(office: Office, session: Session, text: str, offered: list[str]) -> str | None:
    return picked(read(Turn(text=text, slots={"candidates": offered}).tracker(), office.today()), session)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0), ("cái thứ 2", 1), ("cai dau tien", 0), ("còn cái thứ hai lệ phí bao nhiêu", 1), ("the last one", 2),
        ("mục cuối cùng", 2), ("dang ky tam tru", 1), ("loại định danh ấy", 2),
    ],
)  # fmt: skip
def test_by_place_or_by_words(office: Office, session: Session, text: str, place: int) -> None:
    assert _picked(office, session, text, OFFERED) == OFFERED[place]


@pytest.mark.parametrize(
    "text", ["cái thứ 7", "lệ phí bao nhiêu", "cái đó", "/inform", "", "tôi muốn hỏi chuyện thời tiết"]
)
def test_nothing_is_chosen_by_other_words(office: Office, session: Session, text: str) -> None:
    assert _picked(office, session, text, OFFERED) is None


def test_nothing_offered_nothing_chosen(office: Office, session: Session) -> None:
    assert _picked(office, session, "cái cuối", []) is None


def test_what_the_catalog_lost_is_not_chosen_by_words(office: Office, session: Session) -> None:
    assert _picked(office, session, "gone", ["gone", "temporary-residence"]) is None


def test_a_level_is_no_place_in_the_list(office: Office, session: Session) -> None:
    turn = Turn(text="mức 2", entities=[("level", "2")], slots={"candidates": OFFERED})
    assert picked(read(turn.tracker(), office.today()), session) != OFFERED[1]
