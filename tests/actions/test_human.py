"""A person."""

from dataclasses import replace

from actions.human import Human
from actions.office import Office
from tests.actions.bench import run


async def test_the_hotline_is_given_and_unknown_hours_are_said_to_be_unknown(office: Office) -> None:
    said = await run(office, Human)
    assert (said.payload.outcome, said.payload.kind) == ("handed_over", "handover")
    assert "1800 1096" in said.payload.text
    assert "chưa có thông tin về giờ làm việc" in said.payload.text
    assert said.payload.blocks[0].rows == [{"title": "Tổng đài hỗ trợ", "phone": "1800 1096", "hours": None}]


async def test_known_hours_are_named(office: Office) -> None:
    settings = office.settings.model_copy(update={"hotline_hours": "7 giờ đến 17 giờ"})
    said = await run(replace(office, settings=settings), Human)
    assert "7 giờ đến 17 giờ" in said.payload.text
    assert said.payload.blocks[0].rows[0]["hours"] == "7 giờ đến 17 giờ"


async def test_who_asks_for_vneid_gets_its_own_hotline_too(office: Office) -> None:
    said = await run(office, Human, text="số tổng đài VNeID là mấy")
    assert "1900.0368" in said.payload.text
