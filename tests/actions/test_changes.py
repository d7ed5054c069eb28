"""What changes soon."""

from actions.changes import Changes
from actions.office import Office
from tests.actions.bench import run


async def test_a_fee_that_ends_within_sixty_days_is_named_with_its_day(office: Office) -> None:
    said = await run(office, Changes, slots={"procedure": "temporary-residence"})
    assert (said.payload.outcome, said.payload.topic) == ("answered", "changes")
    assert "31/12/2026" in said.payload.text
