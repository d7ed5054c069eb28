"""Several dossiers looked up at once, at the mock agencies."""

from actions.office import Office
from actions.status import Status
from tests.actions.bench import run
from tests.actions.conftest import Mock, Vault
from tests.actions.following import MINISTRY, ONE, OTHER, SAMPLES, kept, look_up

TWIN = "000.00.15.H29-240702-0012"
"""The same applicant's as ONE: born on the same day."""


async def test_dossiers_of_one_applicant_are_shown_together(connected: Office, vault: Vault) -> None:
    said = await look_up(connected, vault, ONE, TWIN)
    assert said.payload.outcome == "status_shown"
    assert [row["status"] for block in said.payload.blocks if block.type == "status" for row in block.rows] == [4, 10]
    assert all(code in said.payload.text for code in (ONE, TWIN))
    assert (said.slots["application_code"], said.slots["birth_date"]) == (None, None)
    assert kept(connected) == [ONE, TWIN]


async def test_of_several_those_that_do_not_fit_are_named_and_the_others_shown(connected: Office, vault: Vault) -> None:
    said = await look_up(connected, vault, ONE, OTHER)
    assert [payload.outcome for payload in said.payloads] == ["status_shown", "unanswerable_no_match"]
    assert ONE in said.payloads[0].text
    assert OTHER in said.payloads[1].text
    assert kept(connected) == [ONE]


async def test_of_several_those_that_no_agency_answers_for_stay_to_be_asked_again(
    connected: Office, vault: Vault, mock: Mock
) -> None:
    mock.switch("criminal-record", "down")
    said = await look_up(connected, vault, ONE, MINISTRY)
    assert [payload.outcome for payload in said.payloads] == ["status_shown", "error_agency_unreachable"]
    assert MINISTRY in said.payloads[1].text
    assert said.slots["application_code"] == MINISTRY
    assert "birth_date" not in said.slots


async def test_each_of_several_that_do_not_fit_is_a_wrong_try(connected: Office, vault: Vault) -> None:
    for codes in ((ONE, TWIN, OTHER), (ONE, OTHER)):  # five in all, as many as may be wrong
        said = await look_up(connected, vault, *codes, born="2001-01-01")
        assert said.payloads[0].outcome == "unanswerable_no_match"
    assert (await look_up(connected, vault, ONE)).payload.outcome == "refused_unsafe"


async def test_a_late_dossier_names_the_days_the_numbers_and_the_way_to_complain(
    connected: Office, vault: Vault
) -> None:
    payload = (await look_up(connected, vault, "H35.12-261012-0008")).payload
    assert "Đã quá ngày hẹn 19 ngày làm việc" in payload.text
    assert "Phản ánh kiến nghị" in payload.text
    assert "complaint" in [button.topic for button in payload.buttons]


async def test_every_status_of_the_samples_leads_on(connected: Office, vault: Vault) -> None:
    for number, code in enumerate(SAMPLES):
        said = await look_up(connected, vault, code, conversation=f"c{number}", address=f"a{number}")
        assert "Việc cần làm" in said.payload.text
        assert said.payload.buttons


async def test_what_a_status_means_needs_no_dossier(connected: Office) -> None:
    said = await run(connected, Status, text="trạng thái dừng xử lý nghĩa là gì", intent="status")
    assert said.payload.outcome == "answered"
    assert "«Dừng xử lý»" in said.payload.text
    assert "Anh/chị nên" in said.payload.text


async def test_whoever_lost_the_code_is_told_where_it_stands_and_to_send_no_number(connected: Office) -> None:
    said = await run(connected, Status, text="em quên mã hồ sơ rồi", intent="status")
    for words in ("Giấy hẹn", "Dịch vụ công của tôi", "Lịch sử yêu cầu", "đừng gửi số căn cước"):
        assert words in said.payload.text
