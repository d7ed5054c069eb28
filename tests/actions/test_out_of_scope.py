"""None of ours."""

from actions.office import Office
from actions.out_of_scope import OutOfScope
from tests.actions.bench import run


async def test_it_says_no_and_offers_what_is_ours(office: Office) -> None:
    said = await run(office, OutOfScope, text="mai trời mưa không")
    assert said.payload.outcome == "refused_out_of_scope"
    assert said.payload.procedure is None
    assert said.payload.buttons
