"""Documents: the answer of that topic for the procedure named, and what is remembered of it."""

from actions.documents import Documents
from actions.office import Office
from tests.actions.bench import run


async def test_the_procedure_named_is_answered_on_this_topic(office: Office) -> None:
    said = await run(office, Documents, entities=[("procedure", "criminal-record")])
    assert (said.payload.outcome, said.payload.topic) == ("answered", "documents")
    assert said.payload.procedure == "criminal-record"
    assert "Tờ khai" in said.payload.text
    assert said.payload.buttons
    assert said.slots["topic"] == "documents"
    assert said.slots["procedure"] == "criminal-record"
