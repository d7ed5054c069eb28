"""What a message may want besides what its intent says."""

import pytest

from actions.account_problem import AccountProblem
from actions.affirm import Affirm
from actions.back import Back
from actions.deny import Deny
from actions.fallback import Fallback
from actions.fee import Fee
from actions.inform import Inform
from actions.need import Need
from actions.office import Office
from actions.out_of_scope import OutOfScope
from actions.restart import Restart
from tests.actions.bench import run

THREE = [["criminal-record-1", "fee"], ["vneid-level2", "documents"], ["temporary-residence", "time"]]
TALKING = {"procedure": "temporary-residence", "topic": "time", "history": THREE}


@pytest.mark.parametrize("need", [Back, Inform, Deny])
async def test_the_procedure_before_this_one_is_answered_again(office: Office, need: type[Need]) -> None:
    said = await run(office, need, text="quay lại cái lúc nãy", slots=TALKING)
    assert (said.payload.procedure, said.payload.topic) == ("vneid-level2", "documents")
    assert said.slots["procedure"] == "vneid-level2"


async def test_the_first_one_is_answered_again(office: Office) -> None:
    for need in (Inform, Restart):
        said = await run(office, need, text="cho tôi hỏi lại thủ tục ban đầu", slots=TALKING)
        assert (said.payload.procedure, said.payload.topic) == ("criminal-record-1", "fee")


async def test_a_question_about_the_earlier_one_is_answered_for_it(office: Office) -> None:
    said = await run(office, Fee, text="cái lúc nãy lệ phí bao nhiêu", slots=TALKING)
    assert (said.payload.procedure, said.payload.topic) == ("vneid-level2", "fee")


@pytest.mark.parametrize(
    "slots", [{}, {"procedure": "temporary-residence", "history": [["temporary-residence", "fee"]]}]
)
async def test_where_nothing_was_before_back_goes_its_own_way(office: Office, slots: dict[str, object]) -> None:
    said = await run(office, Back, text="quay lại cái lúc nãy", slots=slots)
    assert said.payload.outcome == "smalltalk"


async def test_a_procedure_named_goes_before_an_earlier_one(office: Office) -> None:
    entities = [("procedure", "criminal-record-1")]
    said = await run(office, Fee, text="cái lúc nãy ấy, lý lịch", entities=entities, slots=TALKING)
    assert said.payload.procedure == "criminal-record-1"


@pytest.mark.parametrize(
    ("need", "text"),
    [
        (Deny, "không, ý tôi là lý lịch tư pháp"),
        (Back, "à nhầm, lý lịch tư pháp cơ"),
        (Affirm, "ừ nhầm, lý lịch"),
        (OutOfScope, "không phải, lý lịch"),
        (AccountProblem, "à quên, lý lịch tư pháp"),
    ],
)
async def test_a_correction_asks_the_last_question_of_the_other_procedure(
    office: Office, need: type[Need], text: str
) -> None:
    said = await run(office, need, text=text, entities=[("procedure", "criminal-record-1")], slots=TALKING)
    assert (said.payload.procedure, said.payload.topic) == ("criminal-record-1", "time")


async def test_no_that_ends_something_is_no_correction(office: Office) -> None:
    entities = [("procedure", "criminal-record-1")]
    said = await run(office, Deny, text="thôi không cần lý lịch nữa", entities=entities, slots=TALKING)
    assert said.payload.outcome == "smalltalk"


async def test_from_the_beginning_still_begins_anew(office: Office) -> None:
    said = await run(office, Restart, text="bắt đầu lại từ đầu đi", slots=TALKING)
    assert said.slots["procedure"] is None
    assert said.slots["history"] is None


async def test_no_and_another_case_is_answered_for_that_case(office: Office) -> None:
    told = {"for_whom": "self", "groups": ["student"]}
    slots = {"procedure": "criminal-record-1", "topic": "fee", "facts": told}
    entities = [("relation", "parent"), ("group", "elderly")]
    said = await run(office, Deny, text="à không, cho mẹ em, người cao tuổi", entities=entities, slots=slots)
    assert (said.payload.procedure, said.payload.topic) == ("criminal-record-1", "fee")
    assert said.slots["facts"] == {"for_whom": "parent", "groups": ["elderly"]}


async def test_a_correction_that_was_not_understood_keeps_the_topic(office: Office) -> None:
    slots = {"topic": "fee", "candidates": ["vneid-level2"]}
    entities = [("procedure", "temporary-residence")]
    said = await run(office, Fallback, text="không phải mấy cái này, tạm trú", entities=entities, slots=slots)
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "fee")
