"""Drafts are checked by the rules of the catalog's files; every problem has its field."""

import copy
from typing import Any

import pytest
from sqlalchemy.orm import Session

from procedures.problems import record_problems, register_problems
from tests.procedures.conftest import FILES


def _found(session: Session, **changes: Any) -> set[tuple[tuple[str | int, ...], str]]:
    content = copy.deepcopy(dict(FILES["record"])) | changes  # type: ignore[call-overload]
    return {(problem.place, problem.code) for problem in record_problems(session, content)[1]}


def test_a_sound_record_has_none(session: Session) -> None:
    assert _found(session) == set()


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"summary": {"vi": ""}}, ("summary", "vi"), "string_too_short"),
        ({"summary": {"vi": "Mất 5 ngày."}}, ("summary", "vi"), "figure"),
        ({"codes": [{"code": "1.2"}]}, ("codes", 0, "code"), "string_pattern_mismatch"),
        ({"fees": [{"text": {"vi": "x"}, "amount": 5, "kind": "varies"}]}, ("fees", 0), "amount_fits"),
        ({"fees": [{"text": {"vi": "x"}, "amount": "x"}]}, ("fees", 0, "amount"), "int_parsing"),
        ({"warnings": [{"text": {"vi": "x"}, "basis": ["Luật lạ"]}]}, ("warnings", 0, "basis", 0), "unknown_basis"),
        ({"warnings": [{"text": {"vi": "x"}, "sources": ["S9"]}]}, ("warnings", 0, "sources", 0), "unknown_sources"),
        (
            {"warnings": [{"text": {"vi": "x"}, "basis": ["Luật Tàu thuyền"], "from": "2020-01-01"}]},
            ("warnings", 0, "from"), "before_its_law",
        ),
        ({"steps": [{"text": {"vi": "x"}, "channel": "vneid"}]}, ("steps",), "only_online"),
        ({"inherits_from": "nobody"}, ("inherits_from",), "unknown_parent"),
    ],
)  # fmt: skip
def test_a_problem_is_named_with_its_field(
    session: Session, changes: dict[str, Any], place: tuple[str | int, ...], code: str
) -> None:
    assert (place, code) in _found(session, **changes)


def test_a_register_names_the_entry_that_is_wrong() -> None:
    law = {"title": "Luật A", "about": {"vi": "a"}}
    _, problems = register_problems("laws", {"entries": [law, law, {"title": "B"}]})
    assert {(problem.place, problem.code) for problem in problems} == {
        (("entries", 1), "entry_twice"), (("entries", 2, "about"), "missing"),
    }  # fmt: skip
