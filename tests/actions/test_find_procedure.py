"""Helping to find the procedure."""

from actions.find_procedure import FindProcedure
from actions.office import Office
from tests.actions.bench import run


async def test_the_nearest_are_offered_with_the_last_topic(office: Office) -> None:
    said = await run(office, FindProcedure, text="giay ly lich tu phap", slots={"topic": "fee"})
    assert said.payload.kind == "choices"
    assert said.payload.buttons[0].procedure == "criminal-record"
    assert said.payload.buttons[0].topic == "fee"


async def test_what_was_named_is_offered(office: Office) -> None:
    said = await run(office, FindProcedure, entities=[("procedure", "temporary-residence")])
    assert [button.procedure for button in said.payload.buttons] == ["temporary-residence"]


async def test_an_unknown_code_is_said_to_be_unknown(office: Office) -> None:
    said = await run(office, FindProcedure, entities=[("procedure_code", "1.999999")])
    assert said.payload.outcome == "unanswerable_not_in_catalog"
