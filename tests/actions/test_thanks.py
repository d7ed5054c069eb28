"""«Thank you.»"""

from actions.office import Office
from actions.thanks import Thanks
from tests.actions.bench import run


async def test_it_offers_what_people_ask_next_about_the_same_procedure(office: Office) -> None:
    said = await run(office, Thanks, slots={"procedure": "criminal-record-2", "topic": "fee"})
    assert said.payload.outcome == "smalltalk"
    assert {button.procedure for button in said.payload.buttons} == {"criminal-record-2"}
    assert "fee" not in {button.topic for button in said.payload.buttons}
