"""The recorded answers cover what the issue asks for."""

import re

import pytest

from actions.agencies.mock.samples import read_samples
from procedures.text import find_application_codes

SAMPLES = read_samples()
DOSSIERS = {**SAMPLES.portal, **SAMPLES.criminal_record}

FORMS = {
    "unit of a province": r"H\d{2}\.\d{1,3}-",
    "deeper unit of a province": r"H\d{2}\.\d{1,3}\.\d{1,3}-",
    "unit of a ministry": r"G\d{2}\.\d{1,3}-",
    "deeper unit of a ministry": r"G\d{2}\.\d{1,3}\.\d{1,3}-",
    "a ministry itself": r"G\d{2}-",
    "old, of a province": r"\d{3}\.\d{2}\.\d{2}\.H\d{2}-",
    "old, of a ministry": r"\d{3}\.\d{2}\.\d{2}\.G\d{2}-",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_code_has_a_sample(form: str) -> None:
    assert any(re.match(form, code) for code in DOSSIERS)


def test_all_ten_statuses_have_a_sample() -> None:
    assert {sample.answer["status"] for sample in DOSSIERS.values()} == set(range(1, 11))


def test_status_six_has_both_wordings() -> None:
    wordings = {sample.answer["status_text"] for sample in DOSSIERS.values() if sample.answer["status"] == 6}
    assert wordings == {"Yêu cầu thực hiện nghĩa vụ tài chính", "Hồ sơ đã bổ sung"}


def test_the_sample_of_the_issue_is_there() -> None:
    sample = SAMPLES.portal["H29.15-240702-0012"]
    assert (str(sample.birth_date), sample.answer["status"]) == ("1990-05-20", 4)


@pytest.mark.parametrize("code", DOSSIERS)
def test_a_code_is_one_that_a_citizen_can_type(code: str) -> None:
    assert DOSSIERS[code].answer["code"] == code
    assert [span.value for span in find_application_codes(f"tra {code.lower()} giúp em")] == [code]


def test_all_states_of_an_account_have_a_sample() -> None:
    assert {sample.answer["state"] for sample in SAMPLES.vneid.values()} == {"active", "pending", "locked"}
