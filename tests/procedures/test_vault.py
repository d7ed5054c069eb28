"""Personal numbers wait sealed, for one conversation, for fifteen minutes."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from procedures import vault
from procedures.calendar import now


@pytest.fixture
def keys() -> tuple[str, str]:
    """(public, private)"""
    return vault.new_keys()


def test_what_was_put_is_taken_with_the_private_key(session: Session, keys: tuple[str, str]) -> None:
    ref = vault.put(session, keys[0], "conversation", "birth_date", "1990-05-20")
    assert vault.take(session, keys[1], "conversation", ref) == "1990-05-20"


def test_another_conversation_gets_nothing(session: Session, keys: tuple[str, str]) -> None:
    ref = vault.put(session, keys[0], "conversation", "birth_date", "1990-05-20")
    assert vault.take(session, keys[1], "other", ref) is None


def test_another_key_opens_nothing(session: Session, keys: tuple[str, str]) -> None:
    ref = vault.put(session, keys[0], "conversation", "birth_date", "1990-05-20")
    assert vault.take(session, vault.new_keys()[1], "conversation", ref) is None


def test_the_table_does_not_hold_the_value(session: Session, keys: tuple[str, str]) -> None:
    vault.put(session, keys[0], "conversation", "id_card", "001090012345")
    assert b"001090012345" not in session.scalars(select(vault.VaultItem.sealed)).one()


def test_after_fifteen_minutes_it_is_gone(
    session: Session, keys: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = vault.put(session, keys[0], "conversation", "id_card", "001090012345")
    later = now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(vault, "now", lambda: later)
    assert vault.take(session, keys[1], "conversation", ref) is None
    vault.put(session, keys[0], "conversation", "phone", "0912345678")
    assert [item.kind for item in session.scalars(select(vault.VaultItem))] == ["phone"]


def test_what_expired_goes_when_something_is_taken(
    session: Session, keys: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.put(session, keys[0], "conversation", "birth_date", "1990-05-20")
    later = now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr(vault, "now", lambda: later)
    assert vault.take(session, keys[1], "conversation", vault.new_reference()) is None
    assert session.scalars(select(vault.VaultItem)).all() == []
