"""Praise or blame of the bot."""

from actions.feedback import Feedback
from actions.office import Office
from tests.actions.bench import run


async def test_it_thanks_and_shows_how_to_complain_about_an_office(office: Office) -> None:
    said = await run(office, Feedback)
    assert said.payload.outcome == "smalltalk"
    assert {button.topic for button in said.payload.buttons} == {"complaint", "human"}
