"""Ways of handing in, occasions, levels of account, forms."""

import pytest

from procedures.text.forms import find_form_numbers
from procedures.text.situations import find_channels, find_levels, find_occasions
from procedures.text.writing import Span

CHANNELS = [
    ("nộp online được không", "online"), ("xác nhận cư trú onl dc k", "online"), ("nộp qua mạng", "online"),
    ("nopj qua mangj", "online"), ("khai sinh tru75c tuye61n", "online"), ("dang ky truc tuyen", "online"),
    ("làm trên mạng", "online"), ("available on the internet", "online"), ("can i do it online", "online"),
    ("Nhận tại quầy", "counter"), ("nộp trực tiếp", "counter"), ("nop truc tiep", "counter"),
    ("go in person", "counter"),
    ("ra bộ phận một cửa", "counter"), ("gửi bưu điện", "post"), ("by post", "post"), ("qua bưu chính", "post"),
    ("đăng ký qua tổng đài", "phone"), ("by phone", "phone"), ("nộp qua VNeID", "vneid"), ("nop tren vneid", "vneid"),
    ("can i apply on vneid", "vneid"), ("nộp qua cổng dịch vụ công", "portal"), ("dang ky tren dich vu cong", "portal"),
]  # fmt: skip
OCCASIONS = [
    ("làm lần đầu", "first"), ("lan dau tien", "first"), ("cấp mới", "first"), ("for the first time", "first"),
    ("cấp đổi thẻ", "change"), ("doi thong tin", "change"), ("cấp lại", "reissue"), ("caaps laij", "reissue"),
    ("làm lại bằng lái", "reissue"), ("bị mất", "reissue"), ("replacement licence", "reissue"), ("trễ hạn", "late"),
    ("khai sinh muộn", "late"), ("dang ky tre", "late"), ("past the deadline", "late"), ("đúng hạn", "on_time"),
    ("dung han", "on_time"), ("on time", "on_time"),
]  # fmt: skip
LEVELS = [
    ("mức 2", "2"), ("muc 2", "2"), ("lên mức hai", "2"), ("định danh mức một", "1"), ("định danh cấp 2", "2"),
    ("mu71c 1", "1"), ("lv2", "2"), ("lv 2", "2"), ("level 2 account", "2"), ("level two", "2"),
    ("m2 xài thay bằng lái", "2"),
    ("tai khoan muc 1", "1"), ("vneid cap 2", "2"), ("mức độ 2", "2"), ("muc2", "2"),
]  # fmt: skip
FORMS = [
    ("mẫu CT01", "CT01"), ("to khai ct 01", "CT01"), ("ct07 co mau moi chua", "CT07"), ("TK01", "TK01"),
    ("tk01a", "TK01a"),
    ("TK1-TS là gì", "TK1-TS"), ("tk1 ts", "TK1-TS"), ("dc02", "DC02"), ("CC-01", "CC01"), ("ĐKX10/79", "ĐKX10/79"),
    ("dkx11", "ĐKX11"), ("mẫu số 18", "Mẫu số 18"), ("mau so 10", "Mẫu số 10"),
    ("mẫu 04/2024/LLTP", "Mẫu số 04/2024/LLTP"),
    ("mau 14-hsb", "Mẫu số 14-HSB"), ("mẫu số 04/2024/lltp?", "Mẫu số 04/2024/LLTP"),
]  # fmt: skip
NONE = [
    "", "🙂🙂", "hồ sơ gồm những gì", "bán hàng online có phải đóng thuế", "bị lừa đảo qua mạng", "VNeID là gì",
    "vneid cua toi bao loi", "san bay bat toi quay ve", "hồ sơ trễ hạn trả kết quả", "quá hạn hai tuần chưa có giấy",
    "làm lại từ đầu",
    "quy trình khiếu nại lần đầu", "Luật Việc làm mới", "đất 300 m2", "trường cấp 2", "vượt mức 2 lần", "mức 2 triệu",
    "nhà cấp 1", "phiếu số 1", "mẫu nào", "tk 0123456789", "h29.15-240702-0012", "ct", "mau 3 ban", "what is the fee",
    "công ty ct015", "không nộp được", "書類 документы",
]  # fmt: skip


def _values(found: list[Span]) -> list[str]:
    return [span.value for span in found]


@pytest.mark.parametrize(("text", "value"), CHANNELS)
def test_a_message_names_a_channel(text: str, value: str) -> None:
    assert _values(find_channels(text)) == [value]


@pytest.mark.parametrize(("text", "value"), OCCASIONS)
def test_a_message_names_an_occasion(text: str, value: str) -> None:
    assert _values(find_occasions(text)) == [value]


@pytest.mark.parametrize(("text", "value"), LEVELS)
def test_a_message_names_a_level(text: str, value: str) -> None:
    assert _values(find_levels(text)) == [value]


@pytest.mark.parametrize(("text", "value"), FORMS)
def test_a_message_names_a_form(text: str, value: str) -> None:
    assert _values(find_form_numbers(text)) == [value]


@pytest.mark.parametrize("text", NONE)
def test_a_message_names_none_of_them(text: str) -> None:
    assert [*find_channels(text), *find_occasions(text), *find_levels(text), *find_form_numbers(text)] == []


def test_two_levels_are_both_found_in_order() -> None:
    assert _values(find_levels("mức 1 và lv2 khác gì")) == ["1", "2"]
