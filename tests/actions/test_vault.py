"""A date of birth out of the vault."""

import pytest
from sqlalchemy.orm import Session

from actions.office import Office
from actions.talk import read
from actions.vault import birth_date
from tests.actions.bench import Turn
from tests.actions.conftest import Vault


@pytest.mark.parametrize(
    ("held", "read_as"),
    [("1990-05-20", "1990-05-20"), ("2026-11-21", "2026-11-21"), ("2026-11-22", None), ("no date", None)],
)
def test_only_a_date_that_can_be_one_of_birth_is_given(
    office: Office, session: Session, vault: Vault, held: str, read_as: str | None
) -> None:
    day = birth_date(office, session, read(Turn().tracker(), office.today()), vault.put(held))
    assert (day.isoformat() if day else None) == read_as


def test_another_conversations_date_is_not_given(office: Office, session: Session, vault: Vault) -> None:
    ref = vault.put("1990-05-20", conversation="another")
    assert birth_date(office, session, read(Turn().tracker(), office.today()), ref) is None
