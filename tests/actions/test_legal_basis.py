"""LegalBasis: the answer of that topic for the procedure named, and what is remembered of it."""

from actions.legal_basis import LegalBasis
from actions.office import Office
from tests.actions.bench import run


async def test_the_procedure_named_is_answered_on_this_topic(office: Office) -> None:
    said = await run(office, LegalBasis, entities=[("procedure", "criminal-record")])
    assert (said.payload.outcome, said.payload.topic) == ("answered", "legal_basis")
    assert said.payload.procedure == "criminal-record"
    assert "Thông tư 1/2026/TT-BTC" in said.payload.text
    assert said.payload.buttons
    assert said.slots["topic"] == "legal_basis"
    assert said.slots["procedure"] == "criminal-record"
