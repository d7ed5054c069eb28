"""«Once more.»"""

from actions.fee import Fee
from actions.office import Office
from actions.repeat import Repeat
from tests.actions.bench import bot_said, run


async def test_the_last_answer_is_said_again_as_it_was(office: Office) -> None:
    answer = (await run(office, Fee, entities=[("procedure", "temporary-residence")])).payload
    said = await run(office, Repeat, events=[*bot_said(answer), {"event": "user", "text": "nhắc lại"}])
    assert said.payload == answer


async def test_with_nothing_said_yet_it_asks_what_is_wanted(office: Office) -> None:
    said = await run(office, Repeat)
    assert said.payload.outcome == "smalltalk"
    assert said.payload.buttons
