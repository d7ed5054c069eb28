"""The catalog of the code is published at every start, but never over what others have published since."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from procedures import registers
from procedures.db import make_sessions
from procedures.exchange.catalog import take_in
from procedures.exchange.export import live_catalog
from procedures.lookup import in_force
from procedures.models import Publication
from procedures.publishing.files import read_catalog
from procedures.publishing.ship import Shipped, ship
from tests.procedures.conftest import DAY, FILES, write_catalog

FIRST, OPERATORS, SECOND = ({"vi": f"UBND {number}", "en": f"Committee {number}"} for number in (1, 2, 3))
SOURCES = [{"key": "S1", "title": {"vi": "Cổng mới"}, "read": "2026-11-01"}]


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions on an empty data base."""
    return make_sessions(engine)


def _files(tmp_path: Path, agency: dict[str, str], **more: Any) -> Path:
    folder = tmp_path / f"files-{len(list(tmp_path.iterdir()))}"
    return write_catalog(folder, {**FILES, "boat-old": {**FILES["boat-old"], "agency": agency}, **more})  # type: ignore[dict-item]


def _start(sessions: sessionmaker[Session], folder: Path) -> Shipped:
    with sessions.begin() as session:
        return ship(session, read_catalog(folder))


def _operator(sessions: sessionmaker[Session], folder: Path) -> None:
    with sessions.begin() as session:
        take_in(session, folder, "operator", publish=True)


def _agency(sessions: sessionmaker[Session]) -> str:
    with sessions() as session:
        return in_force(session, "boat-old", DAY).record.agency.vi


def test_a_first_start_publishes_everything_and_a_second_nothing(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    folder = _files(tmp_path, FIRST)
    assert set(FILES) - {"_laws"} <= {*_start(sessions, folder).changed, "_laws"}
    assert _start(sessions, folder) == Shipped([], [], [])
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Publication)) == 1


def test_what_an_operator_published_outlives_the_next_start(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    folder = _files(tmp_path, FIRST)
    _start(sessions, folder)
    _operator(sessions, _files(tmp_path, OPERATORS, _sources=SOURCES))
    assert _start(sessions, folder) == Shipped([], [], ["_sources", "boat-old"])
    assert _agency(sessions) == "UBND 2"
    with sessions() as session:
        assert registers.sources(session)["S1"].title.vi == "Cổng mới"


def test_a_file_that_says_something_new_is_published_over_it(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    _start(sessions, _files(tmp_path, FIRST))
    _operator(sessions, _files(tmp_path, OPERATORS))
    assert _start(sessions, _files(tmp_path, SECOND)) == Shipped(["boat-old"], ["boat-old"], [])
    assert _agency(sessions) == "UBND 3"


def test_a_file_that_is_put_back_says_something_new(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    for agency in (FIRST, SECOND, FIRST):
        _start(sessions, _files(tmp_path, agency))
    assert _agency(sessions) == "UBND 1"


def test_a_file_that_follows_the_operator_does_not_undo_what_comes_after(
    sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    _start(sessions, _files(tmp_path, FIRST))
    _operator(sessions, _files(tmp_path, SECOND))
    _start(sessions, _files(tmp_path, SECOND))
    _operator(sessions, _files(tmp_path, OPERATORS))
    _start(sessions, _files(tmp_path, SECOND))
    assert _agency(sessions) == "UBND 2"


def test_what_was_shipped_is_no_part_of_an_export(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    folder = _files(tmp_path, FIRST)
    _start(sessions, folder)
    with sessions() as session:
        assert live_catalog(session) == read_catalog(folder)
