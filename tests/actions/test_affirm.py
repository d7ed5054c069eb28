"""«Yes.»"""

from actions.affirm import Affirm
from actions.office import Office
from tests.actions.bench import run


async def test_the_only_procedure_offered_is_answered_on_the_topic_asked(office: Office) -> None:
    said = await run(office, Affirm, slots={"candidates": ["temporary-residence"], "topic": "fee"})
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "fee")
    assert said.slots["candidates"] is None


async def test_with_a_procedure_it_asks_what_about_it(office: Office) -> None:
    said = await run(office, Affirm, slots={"procedure": "temporary-residence"})
    assert said.payload.outcome == "asked_back"
    assert "Đăng ký tạm trú" in said.payload.text


async def test_without_one_it_asks_which(office: Office) -> None:
    said = await run(office, Affirm, slots={"candidates": ["criminal-record-1", "criminal-record-2"]})
    assert said.payload.outcome == "asked_back"
    assert said.payload.buttons


async def test_yes_with_something_about_the_case_narrows_the_last_answer(office: Office) -> None:
    slots = {"procedure": "criminal-record-1", "topic": "fee"}
    said = await run(office, Affirm, text="vâng, em là sinh viên", entities=[("group", "student")], slots=slots)
    assert "100.000đ" in said.payload.text
