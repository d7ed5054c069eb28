"""Drafts: two people never overwrite each other."""

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from procedures.db import make_sessions
from procedures.drafts import Draft, DraftChanged, NoSuchDraft, change, new_draft, untouched


@pytest.fixture
def draft(engine: Engine) -> int:
    """The number of a draft at its first revision."""
    with make_sessions(engine).begin() as session:
        kept = new_draft("portal", "1.000001", "d" * 64, {"names": [{"vi": "Thuyền"}]}, author="operator")
        session.add(kept)
        session.flush()
        return kept.id


def test_a_change_makes_the_next_revision(engine: Engine, draft: int) -> None:
    with make_sessions(engine).begin() as session:
        assert change(session, draft, 1, {"names": [{"vi": "Tàu"}]}, "an") == 2
    with make_sessions(engine)() as session:
        kept = session.get_one(Draft, draft)
        assert (kept.revision, kept.author, kept.content) == (2, "an", {"names": [{"vi": "Tàu"}]})
        assert not untouched(kept)


def test_the_second_of_two_who_read_the_same_revision_is_refused(engine: Engine, draft: int) -> None:
    with make_sessions(engine).begin() as session:
        change(session, draft, 1, {"names": [{"vi": "Tàu"}]}, "an")
    with pytest.raises(DraftChanged), make_sessions(engine).begin() as session:
        change(session, draft, 1, {"names": [{"vi": "Bè"}]}, "bình")
    with make_sessions(engine)() as session:
        assert session.scalars(select(Draft.content)).one() == {"names": [{"vi": "Tàu"}]}


def test_a_draft_that_does_not_exist_is_told_apart_from_a_changed_one(engine: Engine) -> None:
    with pytest.raises(NoSuchDraft), make_sessions(engine).begin() as session:
        change(session, 999, 1, {}, "an")


def test_the_same_from_the_same_source_is_kept_once(engine: Engine, draft: int) -> None:
    with pytest.raises(IntegrityError), make_sessions(engine).begin() as session:
        session.add(new_draft("portal", "1.000001", "d" * 64, {}, author="operator"))
