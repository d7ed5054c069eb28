"""Which of some procedures the words of a message are nearest to."""

import pytest
from sqlalchemy.orm import Session

from actions.closest import closest
from actions.office import Office
from actions.talk import read
from tests.actions.bench import Turn

SOME = ("criminal-record", "temporary-residence", "vneid-level2")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("cái tạm trú ấy", "temporary-residence"), ("loai dinh danh", "vneid-level2"), ("xin chào", None),
        ("không phải tạm trú, lý lịch", "criminal-record"), ("tám trừ", None), ("", None),
    ],
)  # fmt: skip
def test_the_words_tell_which(office: Office, session: Session, text: str, slug: str | None) -> None:
    found = closest(read(Turn(text=text).tracker(), office.today()), session, SOME)
    assert (found.slug if found else None) == slug


def test_one_procedure_is_no_choice(office: Office, session: Session) -> None:
    assert closest(read(Turn(text="tạm trú").tracker(), office.today()), session, SOME[1:2]) is None
    assert closest(read(Turn(text="tạm trú").tracker(), office.today()), session, ("gone", "lost")) is None
