"""What would be left with loose ends if a part of the live catalog went away or said something else."""

from pathlib import Path
from typing import Any

import pytest

from procedures.publishing.files import Catalog, read_catalog
from procedures.publishing.leaning import leaning_on_record, leaning_on_register
from procedures.record import Record
from tests.procedures.conftest import FILES, write_catalog


@pytest.fixture
def live(tmp_path: Path) -> Catalog:
    """The small catalog, and a guide to the reduced fee of one of its records."""
    guide = {
        "title": {"vi": "Hỏi", "en": "Ask"},
        "names": {"vi": ["hướng dẫn"], "en": ["guide"]},
        "questions": [
            {
                "id": "who", "text": {"vi": "Là ai?"}, "short": {"vi": "ai", "en": "who"},
                "options": [
                    {"id": "a", "title": {"vi": "Sinh viên"}, "next": "end"},
                    {"id": "b", "title": {"vi": "Người khác"}, "next": "end"},
                ],
            }
        ],
        "outcomes": [
            {
                "id": "end", "title": {"vi": "Xong"}, "text": {"vi": "Xong."}, "procedure": "record-1",
                "leave_out": ["sinh viên"],
            }
        ],
    }  # fmt: skip
    boats: Any = FILES["boat-old"]
    return read_catalog(write_catalog(tmp_path / "live", {**FILES, "boat-old": {**boats, "guide": guide}}))


def _without_condition(record: Record) -> Record:
    assert record.fees
    return record.model_copy(update={"fees": tuple(fee for fee in record.fees if fee.condition is None)})


def test_a_record_that_nothing_names_may_go(live: Catalog) -> None:
    assert leaning_on_record(live, "boat-new", None) == {}


def test_a_parent_is_leaned_on_by_its_variants(live: Catalog) -> None:
    assert leaning_on_record(live, "record", None)["record"] == ["Phiếu lý lịch tư pháp số 1"]


def test_the_target_of_a_guide_is_leaned_on(live: Catalog) -> None:
    assert leaning_on_record(live, "record-1", None) == {"record-1": ["Sang tên thuyền"]}


def test_a_condition_that_a_guide_leaves_out_cannot_go_from_the_parent_of_its_target(live: Catalog) -> None:
    parent = live.records["record"]
    assert leaning_on_record(live, "record", parent) == {}
    assert leaning_on_record(live, "record", _without_condition(parent)) == {"sinh viên": ["Sang tên thuyền"]}


def test_a_law_is_leaned_on_by_records_and_notices_that_cite_it(live: Catalog) -> None:
    laws = live.registers["laws"]
    assert leaning_on_register(live, "laws", laws) == {}
    gone = leaning_on_register(live, "laws", [law for law in laws if law.title != "Nghị định Tàu thuyền"])
    assert set(gone["Nghị định Tàu thuyền"]) >= {"Sửa thuyền", "boat-fees"} and len(gone) == 1


def test_a_source_is_leaned_on(live: Catalog) -> None:
    assert "Cấp Phiếu lý lịch tư pháp" in leaning_on_register(live, "sources", [])["S1"]


def test_what_was_loose_before_is_not_held_against_a_change(live: Catalog) -> None:
    live.registers["sources"] = []
    assert leaning_on_record(live, "boat-new", None) == {} == leaning_on_register(live, "laws", live.registers["laws"])
