"""None of ours."""

from actions.office import Office
from actions.out_of_scope import OutOfScope
from tests.actions.bench import run


async def test_it_says_no_and_offers_what_is_ours(office: Office) -> None:
    said = await run(office, OutOfScope, text="mai trời mưa không")
    assert said.payload.outcome == "refused_out_of_scope"
    assert said.payload.procedure is None
    assert said.payload.buttons


async def test_letters_without_a_word_are_not_understood(office: Office) -> None:
    said = await run(office, OutOfScope, text="asdkj qwe")
    assert said.payload.outcome == "unanswerable_no_match"
    assert said.slots["failures"] == 1
    said = await run(office, OutOfScope, text="the weather tomorrow", lang="en")
    assert said.payload.outcome == "refused_out_of_scope"


async def test_amid_a_procedure_it_also_offers_what_may_have_been_asked_of_it(office: Office) -> None:
    slots, guesses = {"procedure": "criminal-record-2"}, ["out_of_scope", "where", "greet", "time"]
    said = await run(office, OutOfScope, text="mấy năm hết hạn vậy trời", slots=slots, guesses=guesses)
    offered = [(button.procedure, button.topic) for button in said.payload.buttons]
    assert offered[:2] == [("criminal-record-2", "where"), ("criminal-record-2", "time")]
    said = await run(office, OutOfScope, text="mấy năm hết hạn vậy trời", guesses=guesses)
    assert (None, "where") not in [(button.procedure, button.topic) for button in said.payload.buttons]
