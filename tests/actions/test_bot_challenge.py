"""«Are you a machine?»"""

from actions.bot_challenge import BotChallenge
from actions.office import Office
from tests.actions.bench import run


async def test_it_says_that_it_is_a_machine_and_how_to_reach_a_person(office: Office) -> None:
    said = await run(office, BotChallenge)
    assert said.payload.outcome == "smalltalk"
    assert "máy" in said.payload.text
    assert "Sở thử nghiệm" in said.payload.text
    assert "human" in {button.topic for button in said.payload.buttons}
