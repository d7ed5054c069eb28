"""The part of the procedure talked about that holds the words of a message."""

import pytest
from sqlalchemy.orm import Session

from actions.in_record import part_meant
from actions.office import Office
from actions.talk import read
from tests.actions.bench import Turn


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("có đăng nhập cổng không", "steps"), ("đủ 16 tuổi hả", "eligibility"), ("đăng", None),
        ("con mèo nhà em", None), ("/steps", None),
    ],
)  # fmt: skip
def test_the_row_that_holds_most_words_tells_the_topic(
    office: Office, session: Session, text: str, topic: str | None
) -> None:
    slots = {"procedure": "criminal-record-1"}
    assert part_meant(read(Turn(text=text, slots=slots).tracker(), office.today()), session) == topic


def test_without_a_procedure_there_is_none(office: Office, session: Session) -> None:
    assert part_meant(read(Turn(text="đăng nhập cổng").tracker(), office.today()), session) is None
    gone = Turn(text="đăng nhập cổng", slots={"procedure": "gone"})
    assert part_meant(read(gone.tracker(), office.today()), session) is None
