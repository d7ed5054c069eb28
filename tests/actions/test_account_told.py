"""The trouble with an account that a message tells of, whatever it was taken for."""

import pytest

from actions.documents import Documents
from actions.fallback import Fallback
from actions.need import Need
from actions.office import Office
from actions.online import Online
from actions.out_of_scope import OutOfScope
from actions.overview import Overview
from actions.restart import Restart
from tests.actions.bench import run

TALKED = {"procedure": "vneid-app-problem", "topic": "account_problem"}


@pytest.mark.parametrize("need", [OutOfScope, Fallback, Restart])
async def test_amid_the_talk_of_an_account_its_trouble_is_answered(office: Office, need: type[Need]) -> None:
    said = await run(office, need, text="vẫn dùng sim cũ", slots=TALKED)
    assert said.payload.topic == "account_problem"
    assert "Làm lại SIM" in said.payload.text


async def test_of_an_account_named_too(office: Office) -> None:
    said = await run(office, Overview, text="vneid sai mật khẩu", entities=[("procedure", "vneid")])
    assert (said.payload.topic, said.payload.outcome) == ("account_problem", "answered")


async def test_what_no_source_tells_leads_to_all_ways_out(office: Office) -> None:
    said = await run(office, OutOfScope, text="thử mãi rồi", slots=TALKED, guesses=["out_of_scope"], chances=[0.5])
    assert (said.payload.topic, said.payload.outcome) == ("account_problem", "answered")
    said = await run(office, OutOfScope, text="trời hôm nay", slots=TALKED, guesses=["out_of_scope"], chances=[0.97])
    assert said.payload.outcome == "refused_out_of_scope"


async def test_trouble_of_the_portal_is_not_guessed_at(office: Office) -> None:
    said = await run(office, Online, text="tải file lên cổng dịch vụ công không được")
    assert (said.payload.topic, said.payload.outcome) == ("account_problem", "unanswerable_not_in_catalog")


async def test_another_question_is_left_alone(office: Office) -> None:
    said = await run(office, Documents, text="giấy tờ", entities=[("procedure", "temporary-residence")], slots=TALKED)
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "documents")
