"""Danger comes first."""

from actions.danger import Danger
from actions.office import Office
from tests.actions.bench import run


async def test_the_numbers_of_emergencies_come_first(office: Office) -> None:
    said = await run(office, Danger)
    assert said.payload.outcome == "refused_unsafe"
    rows = said.payload.blocks[0].rows
    assert [row["phone"] for row in rows] == ["113", "114", "115", "111"]
    assert all(row["phone"] in said.payload.text for row in rows)
    assert said.payload.buttons == []
