"""Where: the answer of that topic for the procedure named, and what is remembered of it."""

from actions.office import Office
from actions.where import Where
from tests.actions.bench import run


async def test_the_procedure_named_is_answered_on_this_topic(office: Office) -> None:
    said = await run(office, Where, entities=[("procedure", "criminal-record")])
    assert (said.payload.outcome, said.payload.topic) == ("answered", "where")
    assert said.payload.procedure == "criminal-record"
    assert "Công an cấp tỉnh" in said.payload.text
    assert said.payload.buttons
    assert said.slots["topic"] == "where"
    assert said.slots["procedure"] == "criminal-record"
