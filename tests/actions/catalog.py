"""A small catalog for these tests: a family with two variants, a family without a page, and two single procedures."""

from datetime import date
from typing import Any

from procedures.publishing.files import Catalog, inherit
from procedures.record import Family, Record

LAW = "Thông tư 1/2026/TT-BTC"


def _row(text: str, **fields: Any) -> dict[str, Any]:
    return {"text": {"vi": text, "en": f"{text} (en)"}, **fields}


STUDENTS = _row(
    "Mức giảm", amount=100000, kind="reduced", when={"groups": ["student"]}, condition={"vi": "sinh viên"}, basis=[LAW]
)
OFFICE_ONLY = _row("Phụ thu", amount=9000, kind="extra", when={"channel": "counter"}, condition={"vi": "nộp trực tiếp"})
CHILDREN = _row("Giấy khai sinh", when={"age_under": 14}, condition={"vi": "dưới 14 tuổi"})


def _record(slug: str, family: str, name: str, english: str, **fields: Any) -> Record:
    common = {
        "fact_sheet_id": "test",
        "summary": {"vi": f"{name}: tóm tắt.", "en": f"{english}: summary."},
        "agency": {"vi": "Công an cấp xã", "en": "Commune police"},
        "field": {"vi": "Thử", "en": "Test"},
        "checked_on": date(2026, 11, 21),
        "check_by": date(2026, 12, 31),
    }
    return Record.model_validate(
        {**common, "slug": slug, "family": family, "names": [{"vi": name, "en": english}], **fields}
    )


def make_catalog() -> Catalog:
    """The catalog, inheritance resolved."""
    parent = _record(
        "criminal-record", "criminal-record", "Cấp Phiếu lý lịch tư pháp", "Criminal record certificate",
        aliases={"vi": ["lý lịch tư pháp", "lltp"]},
        codes=[{"code": "3.000333"}, {"code": "2.000488", "old": True}],
        documents=[_row("Tờ khai"), CHILDREN], forms=[_row("Mẫu tờ khai", code="Mẫu 01")],
        steps=[_row("Đăng nhập Cổng", channel="portal")],
        fees=[_row("Mức thường", amount=200000), STUDENTS, OFFICE_ONLY],
        times=[_row("Trong 5 ngày làm việc", value=5, unit="working_days")],
        places=[_row("Công an cấp tỉnh", channel="counter")], results=[_row("Phiếu lý lịch tư pháp")],
        eligibility=[_row("Công dân từ đủ 16 tuổi")], legal_basis=[_row("Quy định mức phí", basis=[LAW])],
    )  # fmt: skip
    variants = [
        _record(
            f"criminal-record-{n}",
            "criminal-record",
            f"Phiếu lý lịch tư pháp số {n}",
            f"Certificate no. {n}",
            inherits_from="criminal-record",
            short_names=[f"số {n}"],
            results=[_row(f"Phiếu số {n}")],
        )
        for n in (1, 2)
    ]
    others = [
        _record("vneid-level2", "vneid", "Định danh mức 2", "Level 2 account", fees=[_row("Miễn lệ phí", amount=0)]),
        _record(
            "vneid-app-problem", "vneid", "Lỗi ứng dụng VNeID", "VNeID app problems",
            problems=[
                _row(
                    "Quên mật khẩu",
                    remedy={"vi": "Bấm «Quên mật khẩu»", "en": "Press forgot"},
                    says=["sai mật khẩu"],
                ),
                _row("Mất SIM", remedy={"vi": "Làm lại SIM", "en": "Get the SIM again"}, says=["sim cũ", "mã cũ"]),
                _row("Mất máy", remedy={"vi": "Khóa ngay", "en": "Lock"}, says=["bị trộm", "mã cũ"]),
            ],
        ),
        _record(
            "temporary-residence", "temporary-residence", "Đăng ký tạm trú", "Temporary residence registration",
            aliases={"vi": ["tạm trú"]}, codes=[{"code": "1.004194"}], documents=[_row("Tờ khai CT01")],
            fees=[_row("Lệ phí tạm trú", amount=15000, to=date(2026, 12, 31))],
        ),
    ]  # fmt: skip
    records = {record.slug: record for record in [parent, *(inherit(each, parent) for each in variants), *others]}
    catalog = Catalog(records=records)
    catalog.registers["families"] = [
        Family.model_validate({"family": "vneid", "names": {"vi": "VNeID", "en": "VNeID"}, "aliases": ["vneid"]})
    ]
    catalog.registers["laws"] = []
    return catalog
