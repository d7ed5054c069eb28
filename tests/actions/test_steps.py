"""Steps: the answer of that topic for the procedure named, and what is remembered of it."""

from actions.office import Office
from actions.steps import Steps
from tests.actions.bench import run


async def test_the_procedure_named_is_answered_on_this_topic(office: Office) -> None:
    said = await run(office, Steps, entities=[("procedure", "criminal-record")])
    assert (said.payload.outcome, said.payload.topic) == ("answered", "steps")
    assert said.payload.procedure == "criminal-record"
    assert "Đăng nhập Cổng" in said.payload.text
    assert said.payload.buttons
    assert said.slots["topic"] == "steps"
    assert said.slots["procedure"] == "criminal-record"
