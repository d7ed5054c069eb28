"""What a message means within the talk."""

import pytest

from actions.deny import Deny
from actions.fallback import Fallback
from actions.feedback import Feedback
from actions.form import Form
from actions.need import Need
from actions.office import Office
from actions.out_of_scope import OutOfScope
from tests.actions.bench import run

TALKED = {"procedure": "temporary-residence", "topic": "time"}


@pytest.mark.parametrize(
    ("need", "text"),
    [(OutOfScope, "do I need to pay"), (Feedback, "không, tôi hỏi phí cơ"), (Deny, "không, phí ấy"), (Form, "phí ạ")],
)
async def test_a_question_of_known_words_is_answered(office: Office, need: type[Need], text: str) -> None:
    said = await run(office, need, text=text, slots=TALKED)
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "fee")


async def test_several_are_all_answered(office: Office) -> None:
    said = await run(office, Fallback, text="phí với giấy tờ thì sao ạ", slots=TALKED)
    assert [payload.topic for payload in said.payloads] == ["fee", "documents"]


async def test_a_topic_that_the_classifier_is_sure_of_stays(office: Office) -> None:
    said = await run(office, Form, text="phí ạ", slots=TALKED, guesses=["form"], chances=[0.995])
    assert said.payload.topic == "form"


async def test_a_short_name_of_what_was_offered_chooses(office: Office) -> None:
    slots = {"candidates": ["criminal-record-1", "criminal-record-2"], "topic": "fee"}
    said = await run(office, OutOfScope, text="số 2 i think", entities=[("variant", "criminal-record-2")], slots=slots)
    assert (said.payload.procedure, said.payload.topic) == ("criminal-record-2", "fee")


async def test_a_bare_name_is_answered_for_the_question_that_waits(office: Office) -> None:
    said = await run(
        office, Fallback, text="tạm trú ạ", entities=[("procedure", "temporary-residence")], slots={"topic": "fee"}
    )
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "fee")


async def test_who_wants_no_more_is_asked_nothing(office: Office) -> None:
    said = await run(office, Deny, text="thôi, tạm trú khỏi", slots=TALKED)
    assert said.payload.outcome == "smalltalk"
