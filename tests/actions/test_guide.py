"""«Lead me step by step.»"""

from actions.guide import Guide
from actions.office import Office
from tests.actions.bench import run
from tests.actions.guided import SLUG
from tests.actions.guides.test_state import held


async def test_the_variant_of_a_record_with_a_guide_is_led_by_it(guided: Office) -> None:
    said = await run(guided, Guide, entities=[("procedure", "criminal-record-2")])
    assert said.slots["guide"]["slug"] == SLUG


async def test_a_paused_guide_goes_on_where_it_was(guided: Office) -> None:
    slots = held(guided, "old", "raft")
    slots["guide"]["paused"] = True
    said = await run(guided, Guide, entities=[("procedure", SLUG)], slots=slots)
    assert said.slots["guide"]["answers"] == {"age": "old", "kind": "raft"}
    assert said.slots["guide"]["note"] == "guides.resumed"


async def test_a_guide_that_was_not_paused_begins_anew(guided: Office) -> None:
    said = await run(guided, Guide, entities=[("procedure", SLUG)], slots=held(guided, "old", "raft"))
    assert said.slots["guide"]["answers"] == {}
