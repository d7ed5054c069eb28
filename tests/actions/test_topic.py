"""The way of an answer on a topic, by the example of the fee."""

import pytest

from actions.fee import Fee
from actions.office import Office
from actions.talk import read
from actions.topic import answer_topic, last_topic
from tests.actions.bench import Turn, run

COMMON_SLOTS = {"topic": "documents", "procedure": "criminal-record-2"}


async def test_without_a_name_the_procedure_talked_about_is_answered(office: Office) -> None:
    said = await run(office, Fee, text="hết bao nhiêu tiền", slots=COMMON_SLOTS)
    assert (said.payload.procedure, said.payload.topic) == ("criminal-record-2", "fee")
    assert said.slots["failures"] == 0


async def test_a_family_without_a_page_is_asked_which_and_the_buttons_keep_the_topic(office: Office) -> None:
    said = await run(office, Fee, entities=[("procedure", "vneid")])
    assert (said.payload.kind, said.payload.outcome) == ("choices", "asked_back")
    assert {(b.procedure, b.topic) for b in said.payload.buttons} == {
        ("vneid-level2", "fee"),
        ("vneid-app-problem", "fee"),
    }
    assert said.slots["procedure"] is None
    assert sorted(said.slots["candidates"]) == ["vneid-app-problem", "vneid-level2"]


async def test_a_name_of_several_procedures_is_asked_back(office: Office) -> None:
    entities = [("procedure", "criminal-record-1"), ("procedure", "temporary-residence")]
    said = await run(office, Fee, entities=entities, same_place=True)
    assert said.payload.kind == "choices"
    assert said.slots["candidates"] == ["criminal-record-1", "temporary-residence"]
    assert said.slots["topic"] == "fee"


async def test_nothing_known_gives_choices_near_to_the_words(office: Office) -> None:
    said = await run(office, Fee, text="dang ky tam tru het bao nhieu")
    assert (said.payload.kind, said.payload.outcome) == ("choices", "asked_back")
    assert said.payload.buttons[0].procedure == "temporary-residence"
    assert said.payload.buttons[0].topic == "fee"


async def test_an_unknown_code_is_said_to_be_unknown_with_where_to_ask(office: Office) -> None:
    said = await run(office, Fee, entities=[("procedure_code", "1.999999")], slots=COMMON_SLOTS)
    assert said.payload.outcome == "unanswerable_not_in_catalog"
    assert "1.999999" in said.payload.text
    assert "dichvucong.gov.vn" in said.payload.text
    assert "200.000" not in said.payload.text


async def test_an_old_code_leads_to_the_record(office: Office) -> None:
    said = await run(office, Fee, entities=[("procedure_code", "2.000488")])
    assert said.payload.procedure == "criminal-record"


async def test_a_slug_from_a_button_that_the_catalog_lost_is_answered_honestly(office: Office) -> None:
    said = await run(office, Fee, entities=[("procedure", "gone")])
    assert said.payload.outcome == "unanswerable_not_in_catalog"


async def test_english_is_answered_in_english(office: Office) -> None:
    said = await run(office, Fee, entities=[("procedure", "criminal-record-1")], lang="en")
    assert said.payload.lang == "en"
    assert "Certificate no. 1" in said.payload.text


@pytest.mark.parametrize("topic", ["status", "compare", None, "nonsense"])
def test_a_topic_that_is_no_page_part_falls_back_to_the_overview(office: Office, topic: str | None) -> None:
    talk = read(Turn(slots={"topic": topic}).tracker(), office.today())
    assert last_topic(talk) == "overview"


async def test_what_was_told_before_narrows_the_answer_and_is_said(office: Office) -> None:
    slots = {**COMMON_SLOTS, "facts": {"groups": ["student"]}}
    said = await run(office, Fee, text="hết bao nhiêu tiền", slots=slots)
    assert "Vì anh/chị là học sinh, sinh viên: 100.000đ" in said.payload.text
    assert "facts" not in said.slots


async def test_what_is_told_in_the_question_narrows_the_answer_and_is_remembered(office: Office) -> None:
    entities = [("group", "student"), ("procedure", "criminal-record-1")]
    said = await run(office, Fee, text="phí lltp số 1 cho sinh viên", entities=entities)
    assert [row["amount"] for row in said.payload.blocks[0].rows if row["mine"]] == [100000]
    assert said.slots["facts"] == {"groups": ["student"]}


async def test_the_way_of_filing_is_dropped_with_the_next_procedure(office: Office) -> None:
    slots = {**COMMON_SLOTS, "facts": {"channel": "counter", "age": 5}}
    said = await run(office, Fee, entities=[("procedure", "temporary-residence")], slots=slots)
    assert said.slots["facts"] == {"age": 5}


async def test_the_day_asked_about_is_the_day_of_the_answer_and_said(office: Office) -> None:
    text = "nếu nộp ngày 1/3/2027 thì phí bao nhiêu"
    slots = {"procedure": "temporary-residence"}
    tracker_turn = Turn(text=text, entities=[], slots=slots)
    tracker = tracker_turn.tracker()
    tracker.latest_message["entities"] = [{"entity": "date", "value": "2027-03-01", "start": 13, "end": 21}]
    talk = read(tracker, office.today())
    with office.sessions() as session:
        payload = answer_topic(talk, session, "fee").payloads[0]
    assert payload.text.startswith("Theo quy định cho ngày 01/03/2027")
    assert payload.outcome == "unanswerable_not_in_force"
    assert "15.000" not in payload.text


async def test_two_procedures_each_named_by_itself_are_both_answered(office: Office) -> None:
    entities = [("procedure", "criminal-record-1"), ("procedure", "temporary-residence")]
    said = await run(office, Fee, entities=entities)
    assert [payload.procedure for payload in said.payloads] == ["criminal-record-1", "temporary-residence"]


async def test_a_name_that_is_only_near_is_asked_first_and_yes_answers(office: Office) -> None:
    said = await run(office, Fee, entities=[("procedure", "temporary-residence")], confidence=0.7, slots=COMMON_SLOTS)
    assert (said.payload.kind, said.payload.outcome) == ("choices", "asked_back")
    assert "Đăng ký tạm trú" in said.payload.text
    assert [(b.procedure, b.topic) for b in said.payload.buttons] == [("temporary-residence", "fee"), (None, "deny")]
    assert (said.slots["candidates"], said.slots["procedure"]) == (["temporary-residence"], None)


async def test_a_near_name_of_what_is_talked_about_is_taken(office: Office) -> None:
    slots = {"procedure": "temporary-residence"}
    said = await run(office, Fee, entities=[("procedure", "temporary-residence")], confidence=0.7, slots=slots)
    assert said.payload.outcome == "answered"


async def test_one_of_those_offered_is_chosen_in_the_question_and_the_others_stay_offered(office: Office) -> None:
    offered = ["criminal-record-1", "temporary-residence"]
    said = await run(office, Fee, text="cái thứ hai hết bao nhiêu", slots={"candidates": offered})
    assert said.payload.procedure == "temporary-residence"
    assert said.slots["candidates"] == offered
