"""Personal numbers that nobody asked for."""

import pytest

from actions.office import Office
from actions.private import private
from actions.talk import read
from tests.actions.bench import Turn


@pytest.mark.parametrize(
    ("entities", "refused"),
    [
        ([("id_card", "0123456789")], True),
        ([("phone", "0123456789"), ("email", "0123456788")], True),
        ([("birth_date", "0123456789")], False),
        ([("id_card", "0123456789"), ("procedure", "criminal-record")], False),
        ([("account", "0123456789"), ("application_code", "H29.15-240702-0012")], False),
        ([], False),
    ],
)
def test_a_number_is_refused_only_where_it_stands_alone(
    office: Office, entities: list[tuple[str, str]], refused: bool
) -> None:
    assert private(read(Turn(entities=entities).tracker(), office.today())) is refused
