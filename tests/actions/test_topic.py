"""The way of an answer on a topic, by the example of the fee."""

import pytest

from actions.fee import Fee
from actions.office import Office
from actions.talk import read
from actions.topic import last_topic
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
