"""Within a reply the data base is asked each question once; an editor's session asks anew."""

import pytest
from sqlalchemy.orm import Session

from procedures.lookup import NotInCatalog, in_force
from procedures.once import once, remember
from tests.procedures.conftest import DAY


def answers(session: Session) -> list[int]:
    """What two equal questions and another one are answered with, where each answer is another number."""
    numbers = iter(range(10))
    return [once(session, key, lambda: next(numbers)) for key in ("a", "a", "b")]


def test_a_session_that_remembers_asks_each_question_once_and_no_other_session_hears_of_it(session: Session) -> None:
    assert answers(session) == [0, 1, 2]
    remember(session)
    assert answers(session) == [0, 0, 1]
    with Session(session.get_bind()) as other:
        assert answers(other) == [0, 1, 2]


def test_the_next_reply_of_the_same_session_asks_again(session: Session) -> None:
    remember(session)
    answers(session)
    remember(session)
    assert once(session, "a", lambda: "anew") == "anew"


def test_what_is_not_known_stays_an_error_each_time(session: Session) -> None:
    remember(session)
    for _ in range(2):
        with pytest.raises(NotInCatalog):
            in_force(session, "nothing of ours", DAY)
    assert in_force(session, "record", DAY) is in_force(session, "record", DAY)
