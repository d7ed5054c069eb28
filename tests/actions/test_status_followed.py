"""Dossiers that a conversation follows, asked of the mock agencies again."""

import pytest

from actions.agencies.mock.settings import Mode
from actions.office import Office
from procedures.followed import KEPT, DossierFollowed
from tests.actions.bench import Clock
from tests.actions.conftest import Mock, Vault
from tests.actions.following import (
    MINISTRY,
    ONE,
    OTHER,
    ask,
    follow,
    kept,
    look_up,
    move_on,
    withdraw,
    without_portal,
)

NEWS = "hồ sơ em sao rồi"


async def test_a_look_up_says_that_the_dossier_is_remembered_and_how_to_end_that(
    connected: Office, vault: Vault
) -> None:
    said = await look_up(connected, vault, ONE)
    assert "21/12/2026" in said.payload.text
    assert "bỏ theo dõi" in said.payload.text
    assert "Bỏ theo dõi" in [button.title for button in said.payload.buttons]
    assert kept(connected) == [ONE]


async def test_when_the_citizen_is_back_the_agency_is_asked_without_a_birth_date(
    connected: Office, vault: Vault, clock: Clock
) -> None:
    await follow(connected, vault, clock, ONE)
    clock.forward(days=2)  # the vault is empty long since
    said = await ask(connected, NEWS)
    assert (said.payload.outcome, said.payload.blocks[1].rows[0]["code"]) == ("status_shown", ONE)
    assert "Chưa có gì thay đổi so với lần xem ngày 21/11/2026" in said.payload.text
    assert said.events == []


async def test_what_has_changed_is_said_once(connected: Office, vault: Vault, clock: Clock, mock: Mock) -> None:
    await follow(connected, vault, clock, OTHER)
    move_on(mock, OTHER, status=9, status_text="Đã xử lý xong", note="Mời đến nhận kết quả.", due_on="2026-12-01")
    clock.forward(days=2)
    first = (await ask(connected, NEWS)).payload.text
    assert "trước là «Đã được tiếp nhận», nay là «Đã xử lý xong»" in first
    assert "Cơ quan có ghi thêm" in first
    assert "trước là 30/11/2026, nay là 01/12/2026" in first
    assert "Chưa có gì thay đổi so với lần xem ngày 23/11/2026" in (await ask(connected, NEWS)).payload.text


async def test_several_are_listed_with_a_button_each(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE, OTHER, MINISTRY)
    payload = (await ask(connected, NEWS)).payload
    rows = next(block.rows for block in payload.blocks if block.type == "status")
    assert [row["code"] for row in rows] == [ONE, OTHER, MINISTRY]
    assert [button.title for button in payload.buttons][:3] == [f"Hồ sơ {code}" for code in (ONE, OTHER, MINISTRY)]
    assert all(button.topic is None and button.procedure is None for button in payload.buttons[:3])


async def test_that_other_dossier_is_the_one_not_shown_last(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE, OTHER)
    for code in (ONE, OTHER):
        clock.forward(minutes=1)
        assert (await ask(connected, "còn hồ sơ kia thì sao")).payload.blocks[1].rows[0]["code"] == code


async def test_that_other_one_of_three_is_asked_back_with_buttons(
    connected: Office, vault: Vault, clock: Clock
) -> None:
    await follow(connected, vault, clock, ONE, OTHER, MINISTRY)
    payload = (await ask(connected, "ho so kia sao roi")).payload
    assert payload.outcome == "asked_back"
    assert [button.title for button in payload.buttons][:2] == [f"Hồ sơ {ONE}", f"Hồ sơ {OTHER}"]


async def test_one_named_by_its_code_needs_no_birth_date(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE, OTHER)
    said = await ask(connected, f"Hồ sơ {ONE}", "inform", entities=[("application_code", ONE)])
    assert said.payload.blocks[1].rows[0]["code"] == ONE


async def test_one_named_by_its_procedure_is_shown(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE, MINISTRY)
    said = await ask(connected, "lý lịch tư pháp sao rồi", entities=[("procedure", "criminal-record-2")])
    assert said.payload.blocks[1].rows[0]["code"] == MINISTRY


async def test_why_it_was_returned_is_told_in_the_agencys_words_with_what_to_bring(
    connected: Office, vault: Vault, clock: Clock
) -> None:
    await follow(connected, vault, clock, "H17.30.22-261105-00457")
    said = await ask(connected, "vì sao hồ sơ bị trả lại")
    status, papers = said.payloads
    assert "Lý do cơ quan ghi: «Bản quét giấy tờ về chỗ ở bị mờ" in status.text
    assert "chuẩn bị đúng những gì cơ quan ghi" in status.text
    assert (papers.procedure, papers.topic) == ("temporary-residence", "documents")


async def test_a_return_without_a_reason_is_said_so(connected: Office, vault: Vault, clock: Clock, mock: Mock) -> None:
    await follow(connected, vault, clock, "H17.30.22-261105-00457")
    move_on(mock, "H17.30.22-261105-00457", note=None)
    assert "Cơ quan không ghi lý do" in (await ask(connected, "vì sao bị trả lại")).payloads[0].text


async def test_no_birth_date_is_kept_and_the_token_lies_sealed(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE)
    with connected.sessions() as session:
        row = session.query(DossierFollowed).one()
        stored = repr([getattr(row, column.name) for column in DossierFollowed.__table__.columns])
    for personal in (ONE, "1990", "token", "Đang"):
        assert personal not in stored


async def test_another_conversation_follows_nothing_of_it(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE)
    said = await ask(connected, NEWS, conversation="stranger")
    assert said.payloads == []
    assert [event["name"] for event in said.events] == ["status_form"]


async def test_after_its_time_it_is_forgotten(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE)
    clock.forward(days=KEPT.days + 1)
    assert kept(connected) == []
    assert [event["name"] for event in (await ask(connected, NEWS)).events] == ["status_form"]


@pytest.mark.parametrize(
    ("mode", "outcome"),
    [("down", "error_agency_unreachable"), ("slow", "error_agency_unreachable"), ("broken", "error_agency_answer")],
)
async def test_a_fault_is_said_with_what_was_seen_last_and_loses_nothing(
    connected: Office, vault: Vault, clock: Clock, mock: Mock, mode: Mode, outcome: str
) -> None:
    await follow(connected, vault, clock, ONE)
    mock.switch("portal", mode)
    said = await ask(connected, NEWS)
    assert said.payload.outcome == outcome
    assert f"ngày 21/11/2026: {ONE} «Đang xử lý»" in said.payload.text
    assert kept(connected) == [ONE]
    mock.switch("portal", "ok")
    assert (await ask(connected, NEWS)).payload.outcome == "status_shown"


async def test_of_several_those_that_can_be_seen_are_shown_before_the_fault(
    connected: Office, vault: Vault, clock: Clock, mock: Mock
) -> None:
    await follow(connected, vault, clock, ONE, MINISTRY)
    mock.switch("portal", "down")
    said = await ask(connected, NEWS)
    assert [payload.outcome for payload in said.payloads] == ["status_shown", "error_agency_unreachable"]
    assert MINISTRY in said.payloads[0].text
    assert ONE in said.payloads[1].text


async def test_an_agency_that_is_no_longer_connected_counts_as_unreachable(
    connected: Office, vault: Vault, clock: Clock
) -> None:
    await follow(connected, vault, clock, ONE)
    said = await ask(without_portal(connected), NEWS)
    assert said.payload.outcome == "error_agency_unreachable"


async def test_a_token_that_is_refused_brings_back_the_question_for_the_birth_date(
    connected: Office, vault: Vault, clock: Clock, mock: Mock
) -> None:
    await follow(connected, vault, clock, ONE)
    withdraw(mock)
    said = await ask(connected, NEWS)
    assert said.payload.outcome == "asked_back"
    assert "ngày sinh" in said.payload.text
    assert said.slots["application_code"] == ONE
    assert [event["name"] for event in said.events] == ["status_form"]
    assert kept(connected) == []
    await follow(connected, vault, clock, ONE)
    assert (await ask(connected, NEWS)).payload.outcome == "status_shown"


async def test_stop_following_ends_it_here_and_at_the_agency(
    connected: Office, vault: Vault, clock: Clock, mock: Mock
) -> None:
    await follow(connected, vault, clock, ONE)
    said = await ask(connected, "bo theo doi giup em", "deny")
    assert ONE in said.payload.text
    assert kept(connected) == []
    assert [event["name"] for event in (await ask(connected, NEWS)).events] == ["status_form"]


@pytest.mark.parametrize("mode", ["down", "broken"])
async def test_stop_following_needs_no_answer_of_the_agency(
    connected: Office, vault: Vault, clock: Clock, mock: Mock, mode: Mode
) -> None:
    await follow(connected, vault, clock, ONE)
    mock.switch("portal", mode)
    await ask(connected, "bỏ theo dõi")
    assert kept(connected) == []


async def test_which_one_to_stop_following_is_asked_where_there_are_several(
    connected: Office, vault: Vault, clock: Clock
) -> None:
    await follow(connected, vault, clock, ONE, OTHER)
    asked = (await ask(connected, "bỏ theo dõi")).payload
    titles = [button.title for button in asked.buttons]
    assert titles == [f"Bỏ theo dõi {ONE}", f"Bỏ theo dõi {OTHER}", "Bỏ theo dõi tất cả hồ sơ"]
    await ask(connected, titles[1], entities=[("application_code", OTHER)])
    assert kept(connected) == [ONE]


async def test_all_can_be_dropped_at_once(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE, OTHER)
    await ask(connected, "Bỏ theo dõi tất cả hồ sơ")
    assert kept(connected) == []


async def test_where_nothing_is_followed_that_is_said(connected: Office) -> None:
    assert "không theo dõi hồ sơ nào" in (await ask(connected, "bỏ theo dõi")).payload.text


async def test_a_question_in_english_is_answered_in_english(connected: Office, vault: Vault, clock: Clock) -> None:
    await follow(connected, vault, clock, ONE)
    assert "Nothing has changed" in (await ask(connected, "any news of my dossier", lang="en")).payload.text
