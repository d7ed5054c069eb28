"""Where to complain."""

from actions.complaint import Complaint
from actions.office import Office
from tests.actions.bench import run


async def test_the_ways_to_complain_hold_without_a_procedure(office: Office) -> None:
    said = await run(office, Complaint, text="cán bộ thái độ quá")
    assert (said.payload.outcome, said.payload.topic) == ("answered", "complaint")
    assert "Phản ánh kiến nghị" in said.payload.text
    assert office.settings.hotline_number in said.payload.text


async def test_with_a_procedure_its_own_answer_is_given(office: Office) -> None:
    said = await run(office, Complaint, slots={"procedure": "temporary-residence"})
    assert said.payload.procedure == "temporary-residence"
    assert said.payload.blocks[0].type == "contacts"
