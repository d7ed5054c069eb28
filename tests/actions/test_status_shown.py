"""A dossier's status as an answer."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from actions.agencies.dossier import Dossier
from actions.status_shown import Beside, hide, shown
from actions.talk import read
from procedures.payload import Payload
from tests.actions.bench import Turn

DAY = date(2026, 11, 21)


def _shown(slug: str | None = None, lang: str = "vi", **fields: Any) -> Payload:
    common: dict[str, Any] = {
        "code": "H29.15-240702-0012",
        "status": 4,
        "status_text": "Đang xử lý",
        "note": None,
        "agency": None,
        "procedure_code": None,
        "received_on": None,
        "due_on": None,
        "updated_at": None,
        "sample": False,
    }
    return shown(read(Turn(lang=lang).tracker(), DAY), Dossier(**{**common, **fields}), Beside(slug))


@pytest.mark.parametrize("status", range(1, 11))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_status_has_a_meaning_and_a_next_step(status: int, lang: str) -> None:
    payload = _shown(status=status, lang=lang)
    row = payload.blocks[0].rows[0]
    assert row["meaning"] in payload.text
    assert row["next_step"] in payload.text
    assert row["meaning"] != row["next_step"]


@pytest.mark.parametrize("words", ["Yêu cầu thực hiện nghĩa vụ tài chính", "Hồ sơ đã bổ sung"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_status_six_is_shown_in_the_agencys_own_words(words: str, lang: str) -> None:
    payload = _shown(status=6, status_text=words, lang=lang)
    row = payload.blocks[0].rows[0]
    assert (row["status_name"], row["agency_words"]) == (words, words)
    assert words in payload.text


def test_a_note_of_the_agency_is_quoted() -> None:
    payload = _shown(status=5, note="Thiếu giấy chứng sinh.")
    assert "«Đang xử lý – Thiếu giấy chứng sinh.»" in payload.text


def test_a_dossier_that_lacks_papers_leads_to_the_list_of_papers() -> None:
    button = _shown("temporary-residence", status=5).buttons[0]
    assert (button.procedure, button.topic) == ("temporary-residence", "documents")


def test_sample_data_is_said_to_be_sample_data() -> None:
    assert "dữ liệu mẫu" in _shown(sample=True).text
    assert "dữ liệu mẫu" not in _shown().text


def test_days_are_vietnams() -> None:
    payload = _shown(received_on=date(2026, 11, 2), updated_at=datetime(2026, 11, 3, 18, 0, tzinfo=UTC))
    assert "02/11/2026" in payload.text
    assert "04/11/2026" in payload.text


@pytest.mark.parametrize(
    "words",
    [
        "Ông A, căn cước 001090012345",
        "gọi 0912345678",
        "thư a.b@example.com",
        "sinh ngày 20/05/1990",
        "TK 19012345678901",
    ],
)
def test_personal_numbers_in_an_agencys_words_are_covered(words: str) -> None:
    covered = hide(words, "vi")
    assert covered
    assert "(đã che)" in covered
    assert not any(number in covered for number in ("001090012345", "0912345678", "example", "1990", "19012345678901"))


def test_ordinary_words_stay_as_they_are() -> None:
    words = "Bổ sung trước ngày 30/11/2026, phí 1.500.000 đồng, hồ sơ H29.15-240702-0012"
    assert hide(words, "vi") == words
    assert hide(None, "vi") is None
