"""What is new in a dossier."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from actions.agencies.dossier import Dossier
from actions.status_change import changes, seen
from procedures.followed import Followed, Kept

BEFORE = Dossier(
    "H29.15-240702-0012", 4, "Đang xử lý", note="Chờ.", agency=None, procedure_code=None, received_on=None,
    due_on=date(2026, 11, 30), updated_at=None, sample=False,
)  # fmt: skip
EVENING = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
"""Already the 21st in Vietnam."""


def _changes(lang: str = "vi", **fields: Any) -> list[str]:
    kept = Kept(Followed(BEFORE.code, "portal", "t" * 40, None, seen(BEFORE)), EVENING, EVENING)
    return changes(kept, replace(BEFORE, **fields), "nay", "trước", lang)


def test_nothing_new_is_said_with_the_day_of_the_last_look_in_vietnam() -> None:
    assert _changes() == ["Chưa có gì thay đổi so với lần xem ngày 21/11/2026."]
    assert _changes("en") == ["Nothing has changed since 21/11/2026."]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": 9}, "trước là «trước», nay là «nay»"),
        ({"status_text": "Chuyển liên thông"}, "trước là «trước», nay là «nay»"),
        ({"note": "Mời đến nhận."}, "Cơ quan có ghi thêm"),
        ({"due_on": date(2026, 12, 2)}, "trước là 30/11/2026, nay là 02/12/2026"),
        ({"due_on": None}, "Ngày hẹn trả 30/11/2026 không còn ghi"),
    ],
)
def test_each_thing_that_changed_is_said(fields: dict[str, Any], words: str) -> None:
    (line,) = _changes(**fields)
    assert words in line


def test_several_changes_are_all_said() -> None:
    assert len(_changes(status=9, note="Mời đến nhận.", due_on=date(2026, 12, 2))) == 3


@pytest.mark.parametrize("fields", [{"note": None}, {"agency": "Nơi khác"}])
def test_what_does_not_matter_to_the_citizen_is_no_change(fields: dict[str, Any]) -> None:
    assert "Chưa có gì thay đổi" in _changes(**fields)[0]
