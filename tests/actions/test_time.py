"""Time: the answer of that topic for the procedure named, and what is remembered of it."""

from actions.office import Office
from actions.time import Time
from tests.actions.bench import run


async def test_the_procedure_named_is_answered_on_this_topic(office: Office) -> None:
    said = await run(office, Time, entities=[("procedure", "criminal-record")])
    assert (said.payload.outcome, said.payload.topic) == ("answered", "time")
    assert said.payload.procedure == "criminal-record"
    assert "Trong 5 ngày làm việc" in said.payload.text
    assert said.payload.buttons
    assert said.slots["topic"] == "time"
    assert said.slots["procedure"] == "criminal-record"
