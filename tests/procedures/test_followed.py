"""What a conversation follows: kept sealed, for a time, and erased with it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from procedures import followed, vault
from procedures.calendar import now
from procedures.followed import KEPT, MOST, DossierFollowed, Followed

KEY = vault.new_keys()[1]
NOW = now()
LATER = NOW + timedelta(days=90)


def _dossier(code: str = "H29.15-240702-0012", **fields: Any) -> Followed:
    return Followed(code=code, agency="portal", token="t" * 40, **fields)


def _codes(session: Session, conversation: str = "c", at: Any = NOW, key: str = KEY) -> list[str]:
    return [each.dossier.code for each in followed.followed(session, key, conversation, at)]


def test_what_is_kept_comes_back_as_it_was(session: Session) -> None:
    dossier = _dossier(slug="temporary-residence", seen={"status": 4, "note": "chữ Việt"})
    followed.keep(session, KEY, "c", dossier, LATER, NOW)
    (kept,) = followed.followed(session, KEY, "c", NOW)
    assert kept.dossier == dossier
    assert (kept.shown_at, kept.expires_at) == (NOW, NOW + KEPT)


def test_the_agencys_time_counts_where_it_is_shorter(session: Session) -> None:
    assert followed.keep(session, KEY, "c", _dossier(), NOW + timedelta(days=1), NOW).expires_at == NOW + timedelta(1)
    assert _codes(session, at=NOW + timedelta(days=1)) == []


def test_the_same_dossier_is_kept_once_and_renewed(session: Session) -> None:
    for status in (1, 4):
        followed.keep(session, KEY, "c", _dossier(seen={"status": status}), LATER, NOW)
    assert [each.dossier.seen for each in followed.followed(session, KEY, "c", NOW)] == [{"status": 4}]


def test_conversations_do_not_see_each_other(session: Session) -> None:
    followed.keep(session, KEY, "c", _dossier(), LATER, NOW)
    assert _codes(session, "other") == []


def test_without_the_key_nothing_can_be_read(session: Session) -> None:
    followed.keep(session, KEY, "c", _dossier(), LATER, NOW)
    assert _codes(session, key=vault.new_keys()[1]) == []
    sealed = session.scalars(select(DossierFollowed.sealed)).one()
    assert b"H29" not in sealed
    assert b"tttt" not in sealed
    assert "tttt" not in repr(_dossier())


def test_one_is_forgotten_on_demand_and_no_other(session: Session) -> None:
    for code in ("H29.15-240702-0012", "H29.15-240702-0013"):
        followed.keep(session, KEY, "c", _dossier(code), LATER, NOW)
    followed.keep(session, KEY, "other", _dossier(), LATER, NOW)
    followed.forget(session, KEY, "c", "h29.15-240702-0012")
    assert _codes(session) == ["H29.15-240702-0013"]
    assert _codes(session, "other") == ["H29.15-240702-0012"]


def test_what_has_expired_is_removed(session: Session) -> None:
    followed.keep(session, KEY, "c", _dossier(), LATER, NOW)
    followed.forget_expired(session, NOW + KEPT + timedelta(seconds=1))
    assert session.scalar(select(func.count()).select_from(DossierFollowed)) == 0


def test_the_one_not_looked_at_for_the_longest_time_gives_way(session: Session) -> None:
    for number in range(MOST + 2):
        at = NOW + timedelta(minutes=number)
        followed.keep(session, KEY, "c", _dossier(f"H29.15-240702-{number:04}"), LATER, at)
    codes = _codes(session)
    assert len(codes) == MOST
    assert codes[0].endswith("0002")


@pytest.mark.parametrize("code", ["H29.15-240702-0012", "h29.15-240702-0012"])
def test_the_case_of_a_code_does_not_matter(session: Session, code: str) -> None:
    followed.keep(session, KEY, "c", _dossier(), LATER, NOW)
    followed.keep(session, KEY, "c", _dossier(code), LATER, NOW)
    assert session.scalar(select(func.count()).select_from(DossierFollowed)) == 1
