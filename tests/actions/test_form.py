"""Form: the answer of that topic for the procedure named, and what is remembered of it."""

from actions.form import Form
from actions.office import Office
from tests.actions.bench import run


async def test_the_procedure_named_is_answered_on_this_topic(office: Office) -> None:
    said = await run(office, Form, entities=[("procedure", "criminal-record")])
    assert (said.payload.outcome, said.payload.topic) == ("answered", "form")
    assert said.payload.procedure == "criminal-record"
    assert "Mẫu tờ khai" in said.payload.text
    assert said.payload.buttons
    assert said.slots["topic"] == "form"
    assert said.slots["procedure"] == "criminal-record"
