"""A farewell."""

from actions.goodbye import Goodbye
from actions.office import Office
from tests.actions.bench import run


async def test_a_farewell_forgets_the_dossier_but_not_the_procedure(office: Office) -> None:
    said = await run(office, Goodbye, slots={"application_code": "H29.15-240702-0012", "procedure": "x"})
    assert said.payload.outcome == "smalltalk"
    assert said.slots["application_code"] is None
    assert "procedure" not in said.slots
