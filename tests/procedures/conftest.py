"""A small catalog of its own, so that these tests say what the code does and not what the law says today."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.publishing.files import read_catalog
from procedures.publishing.load import load

DAY = date(2026, 11, 21)

_COMMON = {
    "fact_sheet_id": "test",
    "agency": {"vi": "Công an cấp xã", "en": "Commune police"},
    "field": {"vi": "Thử", "en": "Test"},
    "checked_on": date(2026, 11, 21),
    "check_by": date(2026, 12, 31),
}

FILES: dict[str, object] = {
    "_laws": [
        {"title": "Thông tư 1/2026/TT-BTC", "about": {"vi": "Lệ phí", "en": "Fees"}},
        {"title": "Luật Tàu thuyền", "about": {"vi": "Thuyền", "en": "Boats"}, "from": date(2024, 1, 1)},
        {"title": "Nghị định Tàu thuyền", "about": {"vi": "Thuyền", "en": "Boats"}, "from": date(2025, 3, 1)},
    ],
    "_sources": [{"key": "S1", "title": {"vi": "Cổng", "en": "Portal"}, "read": "2026-06-10"}],
    "_families": [{"family": "boats", "names": {"vi": "Thuyền", "en": "Boats"}, "aliases": ["thuyền bè"]}],
    "_notices": [
        {
            "id": "waiver",
            "text": {"vi": "Miễn phí khi nộp trực tuyến.", "en": "Free online."},
            "slugs": ["record"],
            "topics": ["fee"],
            "from": date(2026, 8, 15),
            "to": date(2027, 2, 28),
        },
        {
            "id": "coming-law",
            "text": {"vi": "Từ ngày 01/3/2027 có luật mới.", "en": "From 1 March 2027 there is a new law."},
            "slugs": ["boat-old", "boat-problems"],
            "topics": ["changes", "overview"],
            "from": date(2027, 3, 1),
        },
        {
            "id": "boat-fees",
            "text": {"vi": "Phí theo nghị định mới.", "en": "Fees follow the new decree."},
            "slugs": ["boat-problems"],
            "topics": ["fee", "documents"],
            "basis": ["Nghị định Tàu thuyền"],
        },
    ],
    "record": {
        **_COMMON,
        "slug": "record",
        "family": "record",
        "names": [{"vi": "Cấp Phiếu lý lịch tư pháp", "en": "Criminal record certificate"}],
        "aliases": {"vi": ["lý lịch tư pháp", "lltp"], "en": ["police record"]},
        "codes": [{"code": "3.000333", "level": "province"}, {"code": "2.000488", "old": True}],
        "summary": {"vi": "Giấy cho biết có án tích hay không.", "en": "Says whether there is a conviction."},
        "documents": [
            {"text": {"vi": "Tờ khai", "en": "Form"}, "copies": 2, "sources": ["S1"]},
            {
                "text": {"vi": "Căn cước", "en": "ID card"},
                "reused_from": {"vi": "CSDL quốc gia về dân cư", "en": "the population database"},
                "sources": ["S1"],
            },
        ],
        "fees": [
            {
                "text": {"vi": "Mức cũ", "en": "Old fee"},
                "amount": 170000,
                "to": date(2025, 12, 31),
                "basis": ["Thông tư 1/2026/TT-BTC"],
                "sources": ["S1"],
            },
            {
                "text": {"vi": "Mức thường", "en": "Standard fee"},
                "amount": 200000,
                "from": date(2026, 1, 1),
                "basis": ["Thông tư 1/2026/TT-BTC"],
                "sources": ["S1"],
            },
            {
                "text": {"vi": "Mức giảm", "en": "Reduced fee"},
                "amount": 100000,
                "kind": "reduced",
                "when": {"groups": ["student"]},
                "condition": {"vi": "sinh viên", "en": "students"},
                "from": date(2026, 1, 1),
                "to": date(2026, 12, 31),
                "basis": ["Thông tư 1/2026/TT-BTC"],
                "sources": ["S1"],
            },
        ],
    },
    "record-1": {
        **_COMMON,
        "slug": "record-1",
        "family": "record",
        "inherits_from": "record",
        "names": [{"vi": "Phiếu lý lịch tư pháp số 1", "en": "Certificate no. 1"}],
        "aliases": {"vi": ["lltp số 1"]},
        "short_names": ["số 1"],
        "summary": {"vi": "Cho cơ quan yêu cầu.", "en": "For those who ask."},
        "results": [{"text": {"vi": "Phiếu số 1", "en": "Certificate no. 1"}, "sources": ["S1"]}],
    },
    "boat-new": {
        **_COMMON,
        "slug": "boat-new",
        "family": "boats",
        "names": [{"vi": "Đăng ký thuyền mới", "en": "New boat", "from": date(2026, 7, 1)}],
        "summary": {"vi": "Thuyền mới.", "en": "New boat."},
    },
    "boat-problems": {
        **_COMMON,
        "slug": "boat-problems",
        "family": "leaks",
        "names": [
            {"vi": "Sửa thuyền", "en": "Boat repair", "to": date(2026, 12, 31)},
            {"vi": "Sửa tàu", "en": "Ship repair", "from": date(2027, 1, 1)},
        ],
        "codes": [{"code": "1.000001", "from": date(2027, 6, 1)}],
        "summary": {"vi": "Thuyền thủng.", "en": "Leaks."},
        "fees": [
            {
                "text": {"vi": "Mức thu. Xem bảng giá.", "en": "The fee. See the list."},
                "amount": 5000,
                "when": {"channel": "post"},
                "condition": {"vi": "gửi qua bưu chính", "en": "by post"},
                "basis": ["Luật Tàu thuyền", "Nghị định Tàu thuyền"],
                "sources": ["S1"],
            },
            {
                "text": {"vi": "Gửi bưu chính nhanh", "en": "Sent by express post"},
                "amount": 7000,
                "kind": "extra",
                "condition": {"vi": "gửi qua bưu chính", "en": "by post"},
                "to": date(2027, 6, 30),
                "sources": ["S1"],
            },
        ],
        "steps": [
            {"text": {"vi": "Mở ứng dụng.", "en": "Open the app."}, "channel": "vneid", "sources": ["S1"]},
            {
                "text": {"vi": "Kéo thuyền về.", "en": "Tow the boat."},
                "channel": "post",
                "condition": {"vi": "không có buồm", "en": "no sail"},
                "sources": ["S1"],
            },
        ],
        "results": [
            {
                "text": {"vi": "Thuyền lành.", "en": "A sound boat."},
                "valid": {"vi": "1 năm.", "en": "1 year."},
                "from": date(2026, 1, 1),
                "sources": ["S1"],
            }
        ],
        "problems": [
            {
                "text": {"vi": "Thuyền thủng.", "en": "A leak."},
                "remedy": {"vi": "Vá lại.", "en": "Mend it."},
                "sources": ["S1"],
            }
        ],
        "mistakes": [{"text": {"vi": "Ra khơi khi thủng.", "en": "Sailing with a leak."}, "sources": ["S1"]}],
    },
    "boat-old": {
        **_COMMON,
        "slug": "boat-old",
        "family": "boats",
        "names": [{"vi": "Sang tên thuyền", "en": "Boat transfer"}],
        "summary": {"vi": "Thuyền cũ.", "en": "Old boat."},
        "check_by": date(2026, 10, 1),
    },
}


def write_catalog(folder: Path, files: dict[str, object]) -> Path:
    """Writes the files as YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the small catalog's files."""
    return write_catalog(tmp_path / "catalog", FILES)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty, migrated data base."""
    engine = make_engine(f"sqlite:///{tmp_path / 'state' / 'test.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine, folder: Path) -> Iterator[Session]:
    """A session on a data base that holds the small catalog."""
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        load(session, read_catalog(folder))
    with sessions() as session:
        yield session
