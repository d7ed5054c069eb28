"""What can be asked."""

from actions.help import Help
from actions.office import Office
from tests.actions.bench import run


async def test_it_gives_examples_procedures_and_a_number_to_call(office: Office) -> None:
    said = await run(office, Help)
    assert said.payload.outcome == "smalltalk"
    assert "H29.15-240702-0012" in said.payload.text
    assert office.settings.hotline_number in said.payload.text
    assert {"criminal-record", "temporary-residence"} <= {button.procedure for button in said.payload.buttons}
