"""Result: the answer of that topic for the procedure named, and what is remembered of it."""

from actions.office import Office
from actions.result import Result
from tests.actions.bench import run


async def test_the_procedure_named_is_answered_on_this_topic(office: Office) -> None:
    said = await run(office, Result, entities=[("procedure", "criminal-record")])
    assert (said.payload.outcome, said.payload.topic) == ("answered", "result")
    assert said.payload.procedure == "criminal-record"
    assert "Phiếu lý lịch tư pháp" in said.payload.text
    assert said.payload.buttons
    assert said.slots["topic"] == "result"
    assert said.slots["procedure"] == "criminal-record"
