"""How two procedures differ."""

from actions.compare import Compare
from actions.office import Office
from tests.actions.bench import run

BOTH = ("số 1", "số 2")


async def test_two_named_procedures_are_compared(office: Office) -> None:
    entities = [("procedure", "criminal-record-1"), ("variant", "criminal-record-2")]
    said = await run(office, Compare, entities=entities)
    assert (said.payload.outcome, said.payload.topic) == ("answered", "compare")
    assert all(name in said.payload.text for name in BOTH)


async def test_one_named_is_compared_with_the_one_talked_about(office: Office) -> None:
    slots = {"procedure": "criminal-record-2"}
    said = await run(office, Compare, entities=[("procedure", "temporary-residence")], slots=slots)
    assert "số 2" in said.payload.text
    assert "tạm trú" in said.payload.text


async def test_the_two_variants_of_what_is_talked_about_are_compared(office: Office) -> None:
    for slug in ("criminal-record", "criminal-record-1"):
        said = await run(office, Compare, slots={"procedure": slug})
        assert said.payload.outcome == "answered"
        assert all(name in said.payload.text for name in BOTH)


async def test_a_procedure_without_variants_is_asked_with_which(office: Office) -> None:
    said = await run(office, Compare, entities=[("procedure", "temporary-residence")])
    assert said.payload.outcome == "asked_back"


async def test_nothing_named_is_asked_back(office: Office) -> None:
    said = await run(office, Compare, text="khác nhau chỗ nào")
    assert said.payload.kind == "choices"


async def test_an_unknown_slug_is_asked_back(office: Office) -> None:
    entities = [("procedure", "criminal-record-1"), ("procedure", "gone")]
    said = await run(office, Compare, entities=entities)
    assert said.payload.outcome == "asked_back"


async def test_an_unknown_code_is_said_to_be_unknown(office: Office) -> None:
    said = await run(office, Compare, entities=[("procedure_code", "1.999999")])
    assert said.payload.outcome == "unanswerable_not_in_catalog"


async def test_these_two_are_those_offered_or_the_last_two(office: Office) -> None:
    pair = ["criminal-record-1", "temporary-residence"]
    said = await run(office, Compare, text="2 cái đó khác gì nhau", slots={"candidates": pair})
    assert "tạm trú" in said.payload.text
    steps = [["vneid-level2", "fee"], ["criminal-record-1", "fee"], ["temporary-residence", "time"]]
    slots = {"procedure": "temporary-residence", "history": steps}
    for text in ("hai cái đó khác gì nhau", "khác nhau chỗ nào"):
        said = await run(office, Compare, text=text, slots=slots)
        assert said.slots["candidates"] == pair


async def test_short_names_of_one_family_need_no_context(office: Office) -> None:
    entities = [("variant", "criminal-record-1"), ("variant", "criminal-record-2")]
    said = await run(office, Compare, text="số 1 khác số 2 chỗ nào", entities=entities)
    assert said.payload.outcome == "answered"


async def test_a_family_and_one_of_its_own_are_no_two(office: Office) -> None:
    slots = {"procedure": "criminal-record-1", "history": [["criminal-record", "fee"], ["criminal-record-1", "fee"]]}
    said = await run(office, Compare, text="hai cái đó khác gì nhau", slots=slots)
    assert said.slots["candidates"] == ["criminal-record-1", "criminal-record-2"]
