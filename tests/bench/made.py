"""Makes records up, as many as wanted: for measuring alone, never shipped and never told to anybody.

The same number gives the same records. Names are put together as those of real procedures are: a few verbs and objects
that very many share, and a field that few do.
"""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from procedures.record import Record

VERBS = (
    "cấp giấy phép", "cấp lại giấy chứng nhận", "đăng ký", "đăng ký thay đổi", "cấp đổi", "gia hạn", "thu hồi",
    "công nhận", "xác nhận", "thông báo", "phê duyệt", "thẩm định", "chấp thuận", "hỗ trợ", "điều chỉnh", "chấm dứt",
)  # fmt: skip
OBJECTS = (
    "kinh doanh", "hoạt động", "hành nghề", "sử dụng đất", "xây dựng công trình", "khai thác", "nhập khẩu", "xuất khẩu",
    "vận tải", "đào tạo", "khám bệnh chữa bệnh", "bảo hiểm", "quảng cáo", "sản xuất", "lưu hành", "phân phối",
)  # fmt: skip
SUBJECTS = (
    "của tổ chức", "của cá nhân", "của doanh nghiệp", "cho người nước ngoài", "cho hộ gia đình", "tại cấp xã",
    "tại cấp tỉnh", "đối với cơ sở mới", "đối với tàu biển", "trong khu kinh tế", "lần đầu", "thuộc bộ",
)  # fmt: skip
ONSETS = (
    "b", "c", "ch", "d", "g", "gi", "h", "k", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "s", "t", "th", "tr", "v",
)  # fmt: skip
RHYMES = (
    "a", "ai", "am", "an", "ang", "anh", "ao", "at", "au", "e", "em", "en", "eo", "i", "im", "in", "inh", "o", "oc",
    "oi", "om", "on", "ong", "u", "ua", "ui", "um", "un", "ung", "uoc", "uong", "y",
)  # fmt: skip
QUESTIONS = (
    "cấp giấy phép kinh doanh của doanh nghiệp", "dang ky thay doi hoat dong", "gia hạn giấy chứng nhận hành nghề",
    "em muốn xin cấp lại giấy phép xây dựng công trình thì cần giấy tờ gì ạ", "thu tuc khai thac", "gia han giay phepp",
    "đăng kí kinh doanh cho hộ gia đình", "xac nhan bao hiemm cho nguoi nuoc ngoai", "1.000123", "thẩm định quảng cáo",
)  # fmt: skip
"""What is looked for, beside the made names themselves."""


def _field(number: int) -> str:
    """Three syllables that a few records share."""
    chance = random.Random(number // 3)
    return " ".join(chance.choice(ONSETS) + chance.choice(RHYMES) for _ in range(3))


def names(number: int) -> tuple[str, str, str, str]:
    """The official name, the English one and two that people say."""
    chance, field = random.Random(number), _field(number)
    verb, thing, subject = chance.choice(VERBS), chance.choice(OBJECTS), chance.choice(SUBJECTS)
    official = f"{verb.capitalize()} {thing} {field} {subject} số {number}"
    return official, f"Procedure {number} {field}", f"{verb} {field}", f"{thing} {field} {chance.choice(SUBJECTS)}"


def record(number: int) -> Record:
    """A record of ordinary size: dated fees with conditions, papers, steps by channel, a time limit."""
    official, english, one, other = names(number)
    words = {"vi": f"Nội dung của {official}.", "en": f"Content of {english}."}
    row: dict[str, Any] = {"text": words, "from": date(2026, 1, 1), "sources": ["S1"]}

    def only(when: dict[str, Any]) -> dict[str, Any]:
        return {**row, "when": when, "condition": {"vi": "trường hợp này", "en": "this case"}}

    return Record.model_validate(
        {
            "slug": f"made-{number}",
            "family": f"made-{number // 5}",
            "fact_sheet_id": "made",
            "names": [{"vi": official, "en": english}],
            "aliases": {"vi": [one, other]},
            "codes": [{"code": f"1.{number:06}"}],
            "summary": words,
            "agency": {"vi": f"Cơ quan {number % 40}"},
            "field": {"vi": f"Lĩnh vực {number % 60}"},
            "checked_on": date(2026, 11, 21),
            "check_by": date(2027, 11, 21),
            "documents": [row, only({"for_whom": "child"}), only({"channel": "post"}), row, row],
            "steps": [{**row, "channel": channel} for channel in ("online", "online", "counter", "counter", "post")],
            "fees": [
                {**only({"channel": "online"}), "amount": 50_000},
                {**only({"channel": "counter"}), "amount": 100_000},
                {**only({"groups": ["student", "merit"]}), "amount": 0, "kind": "exempt"},
                {**only({"province": "nghe-an"}), "amount": 0, "kind": "exempt", "to": date(2026, 12, 31)},
            ],
            "times": [{**row, "value": 5, "unit": "working_days"}],
            "results": [row],
        }
    )


def portal_records(count: int) -> Iterator[dict[str, Any]]:
    """The same, as a portal would write them; every tenth holds something that cannot be read."""
    for number in range(count):
        official, *_ = names(number)
        yield {
            "code": f"1.{number:06}",
            "name": official,
            "agency": f"Cơ quan {number % 40}",
            "level": "Cấp Tỉnh",
            "field": f"Lĩnh vực {number % 60}",
            "subjects": ["Công dân Việt Nam", "Tổ chức"],
            "steps": [f"Bước {step}: {official}." for step in range(1, 6)],
            "methods": [
                {"channel": "Trực tiếp", "time": "05 ngày làm việc", "fee": "100.000 Đồng", "description": official},
                {"channel": "Trực tuyến", "time": "5 đến 7 ngày" if number % 10 == 0 else "1 Ngày", "fee": "Không"},
            ],
            "documents": [
                {"name": f"Giấy tờ {paper} của {official}", "form": "", "quantity": "Bản chính: 1 Bản sao: 0"}
                for paper in range(5)
            ],
            "legal_basis": [
                {"number": f"{number}/2025/TT-ABC", "title": official, "date": "24/04/2025", "issuer": "Bộ"}
            ],
            "conditions": [],
            "result": official,
        }
