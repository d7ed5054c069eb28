"""Records of the portal's layout become drafts, however often and however broken off."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from procedures.db import make_sessions
from procedures.drafts import Draft, change
from procedures.exchange.portal.importer import Report, Unread, import_portal
from procedures.exchange.portal.reading import BadFile
from procedures.models import Publication
from procedures.record import Record

BOAT: dict[str, Any] = {
    "code": "1.000009",
    "name": "Cấp giấy đi biển",
    "agency": "Cảng vụ",
    "level": "Cấp Tỉnh",
    "field": "Hàng hải",
    "subjects": ["Công dân Việt Nam"],
    "steps": "Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.",
    "methods": [{"channel": "Trực tiếp", "time": "05 ngày làm việc", "fee": "100.000 Đồng", "description": ""}],
    "documents": [{"name": "Tờ khai", "form": "M01", "quantity": "Bản chính: 1 Bản sao: 0"}],
    "legal_basis": [
        {"number": "1/2026/TT-BTC", "title": "Lệ phí", "date": "24/04/2026", "issuer": "Bộ Tài chính"},
    ],
    "conditions": [],
    "result": "Giấy đi biển",
}
BY_PERSON = {
    "slug": "sea-paper",
    "family": "sea-paper",
    "names": [{"vi": "Cấp giấy đi biển", "en": "Sea paper"}],
    "summary": {"vi": "Giấy đi biển."},
    "checked_on": "2026-11-21",
    "check_by": "2026-12-31",
}


@pytest.fixture
def sessions(engine: Engine, session: Session) -> sessionmaker[Session]:
    """Sessions on a data base with the small catalog."""
    return make_sessions(engine)


@pytest.fixture
def take(sessions: sessionmaker[Session], tmp_path: Path) -> Callable[..., Report]:
    """Imports these records from a file."""

    def run(*records: dict[str, Any], **more: Any) -> Report:
        path = tmp_path / "in.jsonl"
        path.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
        return import_portal(sessions, path, "S1", "operator", **more)

    return run


def _many(count: int) -> list[dict[str, Any]]:
    return [{**BOAT, "code": f"1.{number:06}"} for number in range(100, 100 + count)]


def _drafts(sessions: sessionmaker[Session]) -> list[Draft]:
    with sessions() as session:
        return list(session.scalars(select(Draft).order_by(Draft.key, Draft.id)))


def test_a_draft_says_what_the_portal_says(take: Callable[..., Report], sessions: sessionmaker[Session]) -> None:
    assert take(BOAT).problems == 0
    (draft,) = _drafts(sessions)
    record = Record.model_validate(draft.content | BY_PERSON)
    assert record.codes[0].level == "province"
    assert record.fees and record.times and record.documents and record.steps and record.legal_basis
    assert (record.fees[0].amount, record.fees[0].kind, record.fees[0].sources) == (100_000, "full", ("S1",))
    assert (record.times[0].value, record.times[0].unit) == (5, "working_days")
    assert (record.documents[0].form, record.documents[0].copies, record.documents[0].kind) == ("M01", 1, "original")
    assert [step.channel for step in record.steps] == ["counter", "counter"]
    assert record.legal_basis[0].basis == ("Thông tư 1/2026/TT-BTC",)


def test_it_is_a_draft_and_nothing_is_published(take: Callable[..., Report], sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        before = session.scalar(select(func.max(Publication.id)))
    take(BOAT)
    assert [draft.state for draft in _drafts(sessions)] == ["draft"]
    with sessions() as session:
        assert session.scalar(select(func.max(Publication.id))) == before


def test_a_known_code_leads_to_its_procedure(take: Callable[..., Report], sessions: sessionmaker[Session]) -> None:
    take(BOAT, {**BOAT, "code": "2.000488"})
    assert [draft.slug for draft in _drafts(sessions)] == [None, "record"]


def test_the_headings_of_the_portal_are_understood(
    take: Callable[..., Report], sessions: sessionmaker[Session]
) -> None:
    ways = [{"Hình thức nộp": "Trực tuyến", "Thời hạn giải quyết": "1 Ngày", "Phí, lệ phí": "Không", "Mô tả": ""}]
    take({"Mã thủ tục": "1.000009", "Tên thủ tục": "Cấp giấy đi biển", "Cách thức thực hiện": ways})
    (draft,) = _drafts(sessions)
    assert draft.problems == []
    assert (draft.content["fees"][0]["kind"], draft.content["times"][0]["value"]) == ("exempt", 1)


def test_an_empty_fee_is_unpublished_and_not_free(take: Callable[..., Report], sessions: sessionmaker[Session]) -> None:
    take({**BOAT, "methods": [{"channel": "Trực tiếp", "time": "1 Ngày", "fee": ""}]})
    (fee,) = _drafts(sessions)[0].content["fees"]
    assert (fee["kind"], fee["certain"], "amount" in fee) == ("unpublished", False, False)


def test_ways_that_differ_get_rows_with_their_condition(
    take: Callable[..., Report], sessions: sessionmaker[Session]
) -> None:
    ways = [{"channel": "Trực tiếp", "fee": "20.000 Đồng"}, {"channel": "Trực tuyến", "fee": "10.000 Đồng"}]
    take({**BOAT, "methods": ways, "steps": []})
    fees = _drafts(sessions)[0].content["fees"]
    assert [(fee["amount"], fee["when"]["channel"], fee["condition"]["vi"]) for fee in fees] == [
        (20_000, "counter", "Trực tiếp"),
        (10_000, "online", "Trực tuyến"),
    ]


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"methods": [{"channel": "Bồ câu", "time": "1 Ngày", "fee": "Không"}]}, "methods.0.channel", "Bồ câu"),
        ({"methods": [{"channel": "Trực tiếp", "time": "5–7 ngày", "fee": "Không"}]}, "methods.0.time", "5–7 ngày"),
        ({"methods": [{"channel": "Trực tiếp", "fee": "0 Đồng"}]}, "methods.0.fee", "0 Đồng"),
        ({"methods": 7}, "methods", "7"),
        ({"methods": [{"channel": ["x"]}], "steps": []}, "methods.0.channel", "['x']"),
        ({"methods": [{"channel": "Trực tiếp", "colour": "red"}]}, "methods.0.colour", "red"),
        ({"documents": [{"form": "M01"}]}, "documents.0.name", "{'form': 'M01'}"),
        ({"documents": [{"name": "Tờ khai", "quantity": "01 bộ"}]}, "documents.0.quantity", "01 bộ"),
        ({"legal_basis": [{"number": "9/1999/QĐ-X"}]}, "legal_basis.0.number", "9/1999/QĐ-X"),
        ({"legal_basis": [{"number": "1/2026/TT-BTC", "date": "31/02/2026"}]}, "legal_basis.0.date", "31/02/2026"),
        ({"level": "Cấp Huyện"}, "level.0", "Cấp Huyện"),
        ({"colour": "x" * 200}, "colour", "x" * 79 + "…"),
    ],
)  # fmt: skip
def test_each_field_that_cannot_be_read_is_told(
    take: Callable[..., Report], sessions: sessionmaker[Session], change: dict[str, Any], field: str, value: str
) -> None:
    told: list[Unread] = []
    take({**BOAT, **change}, unread=told.append)
    assert (field, value) in [(each.field, each.value) for each in told]
    assert {each.code for each in told} == {"1.000009"}
    (draft,) = _drafts(sessions)
    assert [problem["field"] for problem in draft.problems] == [each.field for each in told]
    assert draft.content["names"] == [{"vi": "Cấp giấy đi biển"}]


def test_what_is_not_read_stays_as_words_that_are_not_certain(
    take: Callable[..., Report], sessions: sessionmaker[Session]
) -> None:
    take({**BOAT, "methods": [{"channel": "Trực tiếp", "time": "5 đến 7 ngày", "fee": "Theo quy định"}]})
    content = _drafts(sessions)[0].content
    for row, words in ((content["times"][0], "5 đến 7 ngày"), (content["fees"][0], "Theo quy định")):
        assert (row["text"]["vi"], row["certain"], "amount" in row, "value" in row) == (words, False, False, False)


@pytest.mark.parametrize("change", [{"code": "9.1"}, {"code": None}, {"code": ["x"]}, {"name": ""}])
def test_a_record_without_code_or_name_makes_no_draft(
    take: Callable[..., Report], sessions: sessionmaker[Session], change: dict[str, Any]
) -> None:
    told: list[Unread] = []
    report = take({**BOAT, **change}, BOAT, unread=told.append)
    assert (report.refused, report.new, len(told)) == (1, 1, 1)
    assert (told[0].line, told[0].field) == (1, next(iter(change)))


def test_the_second_of_one_code_in_a_file_is_refused(take: Callable[..., Report]) -> None:
    report = take(BOAT, {**BOAT, "name": "Tên khác"})
    assert (report.new, report.refused) == (1, 1)


def test_importing_again_doubles_nothing(take: Callable[..., Report], sessions: sessionmaker[Session]) -> None:
    take(*_many(5))
    report = take(*_many(5))
    assert (report.new, report.unchanged, len(_drafts(sessions))) == (0, 5, 5)


def test_an_import_that_is_killed_keeps_its_batches_and_goes_on(
    take: Callable[..., Report], sessions: sessionmaker[Session]
) -> None:
    def kill(report: Report) -> None:
        if report.read == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(*_many(10), batch=2, progress=kill)
    assert len(_drafts(sessions)) == 4
    report = take(*_many(10), batch=2)
    assert (report.new, report.unchanged) == (6, 4)
    assert len({draft.key for draft in _drafts(sessions)}) == len(_drafts(sessions)) == 10


def test_a_kill_inside_a_batch_leaves_none_of_it(take: Callable[..., Report], sessions: sessionmaker[Session]) -> None:
    def kill(unread: Unread) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(*_many(3), {**BOAT, "colour": "red"}, batch=2, unread=kill)
    assert len(_drafts(sessions)) == 2


def test_progress_is_told_after_each_batch(take: Callable[..., Report]) -> None:
    told: list[tuple[int, int]] = []
    take(*_many(5), batch=2, progress=lambda report: told.append((report.read, report.total)))
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_newer_content_renews_a_draft_that_nobody_touched(
    take: Callable[..., Report], sessions: sessionmaker[Session]
) -> None:
    take(BOAT)
    assert take({**BOAT, "name": "Tên mới"}).changed == 1
    assert [draft.content["names"][0]["vi"] for draft in _drafts(sessions)] == ["Tên mới"]


def test_work_on_a_draft_is_never_overwritten(take: Callable[..., Report], sessions: sessionmaker[Session]) -> None:
    take(BOAT)
    with sessions.begin() as session:
        change(session, _drafts(sessions)[0].id, 1, {"edited": True}, "an")
    assert take(BOAT).unchanged == 1
    assert take({**BOAT, "name": "Tên mới"}).new == 1
    assert _drafts(sessions)[0].content == {"edited": True}


def test_a_broken_file_changes_nothing(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(BOAT) + "\n{", "utf-8")
    with pytest.raises(BadFile, match=r"in\.jsonl, line 2"):
        import_portal(sessions, path, "S1", "operator", batch=1)
    assert _drafts(sessions) == []
