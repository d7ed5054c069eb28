"""The one place where a failing look-up becomes an honest answer."""

import pytest
import structlog
from sqlalchemy import update
from structlog.testing import capture_logs

from actions.fallback import Fallback
from actions.fee import Fee
from actions.greet import Greet
from actions.inform import Inform
from actions.marks import apart, phrase
from actions.need import Need
from actions.office import Office
from actions.out_of_scope import OutOfScope
from procedures.models import Revision
from tests.actions.bench import run

SECRET = "số căn cước 001090012345"


async def test_a_broken_data_base_gives_an_honest_sentence_and_one_log_line_without_words(office: Office) -> None:
    with office.sessions() as session:
        session.connection().exec_driver_sql("DROP TABLE known_names")
        session.commit()
    with capture_logs() as logs:
        said = await run(office, Fee, text=SECRET)
    assert said.payload.outcome == "error_internal"
    assert "1800 1096" in said.payload.text
    assert [(line["event"], line["action"], line["error"]) for line in logs] == [
        ("look_up_failed", "action_fee", "OperationalError")
    ]
    assert "001090012345" not in str(logs)
    assert said.slots == {}


async def test_an_unreadable_record_gives_an_honest_sentence(office: Office) -> None:
    with office.sessions.begin() as session:
        session.execute(update(Revision).values(content={"slug": "broken"}, digest="broken"))
    with capture_logs() as logs:
        said = await run(office, Fee, entities=[("procedure", "criminal-record")])
    assert said.payload.outcome == "error_internal"
    assert logs[0]["error"] == "ValidationError"


async def test_a_fault_of_the_code_is_not_taken_for_a_failing_look_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Greet, "reply", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        await run(office, Greet)


async def test_what_a_citizen_wrote_is_not_kept_in_mind_beyond_the_answer(office: Office) -> None:
    await run(office, OutOfScope, text="nhà chị Bí Mật ở ngõ nhỏ")
    assert phrase.cache_info().currsize == apart.cache_info().currsize == 0


async def test_its_log_lines_carry_the_edges_id_of_the_turn(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Greet, "reply", lambda *_: structlog.get_logger().info("seen"))
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs, pytest.raises(AttributeError):
        await run(office, Greet)
    assert [(line["event"], line["turn"]) for line in logs] == [("seen", "t")]


@pytest.mark.parametrize("need", [Fee, Greet, Fallback, Inform, OutOfScope])
async def test_words_of_danger_bring_the_numbers_of_emergencies_first(office: Office, need: type[Need]) -> None:
    said = await run(office, need, text="cứu với, nhà cháy rồi")
    assert said.payloads[0].blocks[0].rows[0]["phone"] == "113"
    assert len(said.payloads) == (2 if need in (Fee, Greet) else 1)


async def test_what_is_told_on_the_way_is_remembered_whatever_was_asked(office: Office) -> None:
    said = await run(office, Greet, text="chào, em là sinh viên", entities=[("group", "student")])
    assert said.slots["facts"] == {"groups": ["student"]}
