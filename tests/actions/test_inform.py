"""A name, a code, a fragment without a question."""

import pytest

from actions.inform import Inform
from actions.office import Office
from tests.actions.bench import run

OFFERED = ["criminal-record-1", "criminal-record-2", "temporary-residence"]


async def test_a_variant_is_answered_on_the_last_topic(office: Office) -> None:
    slots = {"procedure": "criminal-record-2", "topic": "fee"}
    said = await run(
        office, Inform, text="đổi sang số 1 thì sao", entities=[("variant", "criminal-record-1")], slots=slots
    )
    assert (said.payload.procedure, said.payload.topic) == ("criminal-record-1", "fee")


async def test_a_name_alone_gets_the_overview(office: Office) -> None:
    said = await run(office, Inform, text="tạm trú", entities=[("procedure", "temporary-residence")])
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "overview")


@pytest.mark.parametrize(
    ("text", "slug"),
    [("1", OFFERED[0]), ("số 2", OFFERED[1]), ("cái thứ 3 nhé", OFFERED[2]), ("cai dau tien", OFFERED[0])],
)
async def test_a_number_chooses_from_what_was_offered(office: Office, text: str, slug: str) -> None:
    said = await run(office, Inform, text=text, slots={"candidates": OFFERED, "topic": "documents"})
    assert (said.payload.procedure, said.payload.topic) == (slug, "documents")


@pytest.mark.parametrize("text", ["9", "0"])
async def test_a_number_that_was_not_offered_is_asked_back(office: Office, text: str) -> None:
    said = await run(office, Inform, text=text, slots={"candidates": OFFERED, "topic": "documents"})
    assert said.payload.kind == "choices"


@pytest.mark.parametrize("entity", ["application_code", "code_begun", "birth_date"])
async def test_what_belongs_to_a_dossier_starts_the_look_up(office: Office, entity: str) -> None:
    said = await run(office, Inform, entities=[(entity, "H29.15-240702-0012")])
    assert said.payloads == []
    assert [(event["event"], event["name"]) for event in said.events] == [("followup", "status_form")]


async def test_digits_start_the_look_up_only_where_a_code_was_begun(office: Office) -> None:
    begun = await run(
        office, Inform, text="0012", entities=[("code_rest", "0012")], slots={"code_begun": "H29.15-240702"}
    )
    assert begun.events
    alone = await run(office, Inform, text="0012", entities=[("code_rest", "0012")])
    assert not alone.events


async def test_a_childs_birth_date_beside_a_procedure_starts_no_look_up(office: Office) -> None:
    said = await run(office, Inform, entities=[("procedure", "temporary-residence"), ("birth_date", "0123456789")])
    assert said.payload.procedure == "temporary-residence"


async def test_a_personal_number_alone_is_refused(office: Office) -> None:
    said = await run(office, Inform, text="[id_card:0123456789]", entities=[("id_card", "0123456789")])
    assert said.payload.outcome == "refused_personal_data"
    assert "0123456789" not in said.payload.text


async def test_a_fragment_about_a_known_procedure_is_asked_back_with_topics(office: Office) -> None:
    said = await run(office, Inform, text="ờm", slots={"procedure": "temporary-residence", "topic": "fee"})
    assert said.payload.outcome == "asked_back"
    assert "Đăng ký tạm trú" in said.payload.text
    assert all(button.procedure == "temporary-residence" for button in said.payload.buttons)


TALKING = {"procedure": "criminal-record-1", "topic": "fee"}


async def test_something_about_the_citizen_narrows_the_last_answer(office: Office) -> None:
    said = await run(office, Inform, text="em là sinh viên", entities=[("group", "student")], slots=TALKING)
    assert (said.payload.procedure, said.payload.topic) == ("criminal-record-1", "fee")
    assert "Vì anh/chị là học sinh, sinh viên: 100.000đ" in said.payload.text
    assert said.slots["facts"] == {"groups": ["student"]}


async def test_a_correction_answers_the_last_topic_anew(office: Office) -> None:
    slots = {"procedure": "criminal-record-1", "topic": "documents", "facts": {"for_whom": "child", "age": 5}}
    said = await run(office, Inform, text="không, cho mẹ tôi", entities=[("relation", "parent")], slots=slots)
    assert said.payload.topic == "documents"
    assert said.slots["facts"] == {"for_whom": "parent"}


async def test_without_a_procedure_what_was_told_is_acknowledged_and_kept(office: Office) -> None:
    said = await run(office, Inform, text="tôi ở Nghệ An", entities=[("province", "nghe-an")])
    assert said.payload.outcome == "asked_back"
    assert "ở Nghệ An" in said.payload.text
    assert said.slots["facts"] == {"province": "nghe-an"}


@pytest.mark.parametrize("text", ["Quên thông tin của tôi", '/inform{"procedure": "criminal-record-1"}'])
async def test_what_was_told_is_forgotten_on_demand_and_the_answer_is_for_everybody(office: Office, text: str) -> None:
    slots = {**TALKING, "facts": {"groups": ["student"]}}
    said = await run(office, Inform, text=text, slots=slots)
    assert said.slots["facts"] is None
    assert "200.000đ: Mức thường" in said.payload.text
    assert "Vì anh/chị" not in said.payload.text
    assert "đã quên" in said.payload.text


async def test_without_a_procedure_forgetting_is_confirmed(office: Office) -> None:
    said = await run(office, Inform, text="quên thông tin của tôi đi", slots={"facts": {"age": 5}})
    assert said.slots["facts"] is None
    assert said.payload.outcome == "smalltalk"


async def test_what_makes_no_difference_is_acknowledged_all_the_same(office: Office) -> None:
    said = await run(office, Inform, text="cho mẹ tôi", entities=[("relation", "parent")], slots=TALKING)
    assert said.payload.text.startswith("Vâng, tôi ghi nhận: làm cho cha, mẹ.")
    assert said.payload.topic == "fee"


async def test_what_is_taken_back_is_acknowledged_and_widens_the_answer(office: Office) -> None:
    slots = {**TALKING, "facts": {"groups": ["student"]}}
    said = await run(office, Inform, text="tôi không phải sinh viên", slots=slots)
    assert said.payload.text.startswith("Vâng, tôi đã sửa lại")
    assert "Vì anh/chị" not in said.payload.text
    assert said.slots["facts"] is None
