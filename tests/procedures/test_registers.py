"""Registers in memory, read by many threads while one of them is published anew."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from procedures import registers
from procedures.record import Law


class Raced(dict[Any, Any]):
    """What it held is gone once it was looked through: another thread was first."""

    def __iter__(self) -> Any:
        found = [*super().__iter__()]
        self.clear()
        return iter(found)


def test_two_that_meet_a_new_version_at_once_both_get_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    old: tuple[Law, ...] = ()
    monkeypatch.setattr(registers, "_CACHE", Raced({("laws", "an older digest"): old}))
    assert "Luật Tàu thuyền" in registers.laws(session)
