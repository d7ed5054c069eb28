"""What must be checked again."""

from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from procedures.db import make_sessions
from procedures.publishing.files import read_catalog
from procedures.publishing.load import load
from procedures.stale import stale
from tests.procedures.conftest import DAY, FILES, write_catalog


def test_records_past_their_day_are_listed_with_how_long(session: Session) -> None:
    found = stale(session, DAY)
    assert [(one.slug, one.name, one.days_overdue) for one in found] == [("boat-old", "Sang tên thuyền", 51)]


def test_on_the_last_day_a_record_is_not_yet_overdue(session: Session) -> None:
    assert stale(session, date(2026, 10, 1)) == []


def test_the_longest_overdue_comes_first_and_has_its_english_name(session: Session) -> None:
    found = stale(session, date(2027, 2, 1), "en")
    assert found[0].name == "Boat transfer"
    assert [one.days_overdue for one in found] == sorted((one.days_overdue for one in found), reverse=True)


def test_a_law_that_has_ended_and_is_still_cited_is_named(engine: Engine, tmp_path: Path) -> None:
    law = {"title": "Luật Tàu thuyền", "about": {"vi": "Thuyền"}, "from": date(2024, 1, 1), "to": date(2026, 6, 30)}
    laws = [law, *(each for each in FILES["_laws"] if each["title"] != law["title"])]  # type: ignore[attr-defined]
    with make_sessions(engine).begin() as session:
        load(session, read_catalog(write_catalog(tmp_path / "ended", {**FILES, "_laws": laws})))
        found = {one.slug: one for one in stale(session, DAY)}
        assert found["boat-problems"].ended_laws == ("Luật Tàu thuyền",)
        assert found["boat-problems"].days_overdue == 0
        assert "boat-problems" not in {one.slug for one in stale(session, date(2026, 6, 30))}
