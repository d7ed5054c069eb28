"""Registers in memory, read by many threads while one of them is published anew."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from procedures import lookup, registers
from procedures.once import remember
from procedures.publishing.files import read_catalog
from procedures.publishing.load import load
from tests.procedures.conftest import DAY, FILES, write_catalog

DECREE = "Nghị định Tàu thuyền"


class Raced(dict[Any, Any]):
    """What it held is gone once it was looked through: another thread was first."""

    def __iter__(self) -> Any:
        found = [*super().__iter__()]
        self.clear()
        return iter(found)


def test_two_that_meet_a_new_version_at_once_both_get_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    old = registers._Held("an older digest", ())
    monkeypatch.setattr(registers, "_CACHE", Raced({("laws", old.digest): old}))
    assert "Luật Tàu thuyền" in registers.laws(session)


@pytest.fixture
def empty_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has read nothing yet."""
    for module in (lookup, registers):
        monkeypatch.setattr(module, "_CACHE", {})


def publish_laws(engine: Engine, folder: Path, decree_from: date) -> None:
    """Publishes the register of laws, where only the decree's first day is new."""
    laws: Any = FILES["_laws"]
    new = [law | {"from": decree_from} if law["title"] == DECREE else law for law in laws]
    with Session(engine) as other, other.begin():
        load(other, read_catalog(write_catalog(folder, {"_laws": new})))


def first_day(session: Session) -> date | None:
    """The day from which a fee holds that cites the decree and says no day of its own."""
    fees = lookup.in_force(session, "boat-problems", DAY).record.fees or ()
    return next(fee.from_ for fee in fees if DECREE in fee.basis)


@pytest.mark.usefixtures("empty_caches")
def test_laws_published_within_a_reply_date_the_rows_of_the_next_one(
    session: Session, engine: Engine, folder: Path
) -> None:
    remember(session)
    assert DECREE in registers.laws(session)
    publish_laws(engine, folder, date(2026, 2, 1))
    assert first_day(session) == date(2025, 3, 1)
    with Session(engine) as later:
        assert first_day(later) == date(2026, 2, 1)


@pytest.mark.usefixtures("empty_caches")
def test_laws_published_between_their_digest_and_their_content_are_not_taken_for_the_old_ones(
    session: Session, engine: Engine, folder: Path
) -> None:
    remember(session)
    assert registers.sources(session)  # reads the digests of all registers
    publish_laws(engine, folder, date(2026, 2, 1))
    assert registers.laws(session)[DECREE].from_ == date(2026, 2, 1)
    publish_laws(engine, folder, date(2025, 3, 1))
    with Session(engine) as later:
        assert registers.laws(later)[DECREE].from_ == date(2025, 3, 1)
