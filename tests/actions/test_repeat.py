"""«Once more.»"""

from actions.fee import Fee
from actions.office import Office
from actions.repeat import Repeat
from procedures.answers import simple
from tests.actions.bench import bot_said, run

ASKED = {"event": "user", "text": "nhắc lại"}


async def test_the_last_answer_is_said_again_as_it_was(office: Office) -> None:
    answer = (await run(office, Fee, entities=[("procedure", "temporary-residence")])).payload
    said = await run(office, Repeat, events=[*bot_said(answer), ASKED])
    assert said.payload == answer


async def test_with_nothing_said_yet_it_asks_what_is_wanted(office: Office) -> None:
    said = await run(office, Repeat)
    assert said.payload.outcome == "smalltalk"
    assert said.payload.buttons


async def test_an_answer_of_the_catalog_is_repeated_in_the_language_of_the_talk(office: Office) -> None:
    answer = (await run(office, Fee, entities=[("procedure", "temporary-residence")], lang="en")).payload
    said = await run(office, Repeat, events=[*bot_said(answer), ASKED])
    assert (said.payload.lang, said.payload.procedure, said.payload.topic) == ("vi", "temporary-residence", "fee")
    assert said.payload.text != answer.text


async def test_what_cannot_be_said_anew_keeps_its_language_and_the_talk_goes_on_in_its_own(office: Office) -> None:
    english = simple("actions.thanks", "smalltalk", lang="en")
    said = await run(office, Repeat, events=[*bot_said(english), ASKED])
    assert said.payloads[0] == english
    assert said.payloads[-1].lang == "vi"
