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
