"""Provinces named in a message."""

import unicodedata

import pytest

from procedures.text.provinces import PROVINCES, find_provinces, province_key

NAMED = [
    ("Tôi đang sống tại Thanh Hóa", [("Thanh Hóa", "thanh-hoa")]),
    ("Tôi đang sống tại Thanh Hoá", [("Thanh Hoá", "thanh-hoa")]),
    ("binh dinh", [("binh dinh", "gia-lai")]),
    ("Tui ở Trà Vinh", [("Trà Vinh", "vinh-long")]),
    ("chuyển từ tỉnh Sơn La về Bắc Ninh", [("Sơn La", "son-la"), ("Bắc Ninh", "bac-ninh")]),
    ("e dang o hn", [("hn", "ha-noi")]),
    ("làm biển sg bn tiền", [("sg", "ho-chi-minh")]),
    ("đất ở tp.hcm", [("hcm", "ho-chi-minh")]),
    ("tphcm", [("tphcm", "ho-chi-minh")]),
    ("TP HCM", [("HCM", "ho-chi-minh")]),
    ("tôi ở Sài Gòn", [("Sài Gòn", "ho-chi-minh")]),
    ("Thành phố Hồ Chí Minh", [("Hồ Chí Minh", "ho-chi-minh")]),
    ("ở Bà Rịa - Vũng Tàu", [("Bà Rịa", "ho-chi-minh"), ("Vũng Tàu", "ho-chi-minh")]),
    ("ở Bà Rịa Vũng Tàu", [("Bà Rịa Vũng Tàu", "ho-chi-minh")]),
    ("que em brvt", [("brvt", "ho-chi-minh")]),
    ("em ở Huế", [("Huế", "hue")]),
    ("Thừa Thiên Huế", [("Thừa Thiên Huế", "hue")]),
    ("o thanh pho hue", [("hue", "hue")]),
    ("nhà ở đắc lắc", [("đắc lắc", "dak-lak")]),
    ("Daklak", [("Daklak", "dak-lak")]),
    ("ở Đắk Nông cũ", [("Đắk Nông", "lam-dong")]),
    ("bắc cạn", [("bắc cạn", "thai-nguyen")]),
    ("quê Hòa Bình", [("Hòa Bình", "phu-tho")]),
    ("que hoa binh", [("hoa binh", "phu-tho")]),
    ("toi o gia lai", [("gia lai", "gia-lai")]),
    ("lam o lam dong", [("lam dong", "lam-dong")]),
    ("dang o ca mau", [("ca mau", "ca-mau")]),
    ("trung tam nao nhan ho so hai phong", [("hai phong", "hai-phong")]),
    ("HẢI DƯƠNG", [("HẢI DƯƠNG", "hai-phong")]),
    ("where can my father get an ID card in Lam Dong", [("Lam Dong", "lam-dong")]),
    ("I live in Da Nang", [("Da Nang", "da-nang")]),
    ("I moved from hanoi to saigon", [("hanoi", "ha-noi"), ("saigon", "ho-chi-minh")]),
    ("hcmc", [("hcmc", "ho-chi-minh")]),
    ("tooi owr ddaf nawngx", [("ddaf nawngx", "da-nang")]),
    ("to6i o73 ca62n tho7", [("ca62n tho7", "can-tho")]),
    ("ở Quảng Nam 🙂", [("Quảng Nam", "da-nang")]),
    ("Hà Nội/Hải Phòng", [("Hà Nội", "ha-noi"), ("Hải Phòng", "hai-phong")]),
    ("ở hp", [("hp", "hai-phong")]),
]
UNNAMED = [
    "", "🙂🙂", "đánh giá lại giúp tôi", "danh gia lai giup toi", "gửi lại cho tôi", "Thôi tui đi làm đồng nghe",
    "thoi tui di lam dong nghe", "đường Điện Biên Phủ ở đâu", "nhà ở đường Hà Nội", "phường Hòa Bình ở đâu",
    "lăng Chủ tịch Hồ Chí Minh mở cửa mấy giờ", "hiệu trưởng trường Nghệ An", "tinh phi the nao", "bien so xe",
    "hp bao nhieu tien", "can bo thu them tien", "what is the fee", "ca mau cu khong dung duoc", "son la gi",
    "công an ninh bình thường", "書類 документы",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_message_names_these_provinces(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[span.start : span.end], span.value) for span in find_provinces(text)] == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_a_message_names_no_province(text: str) -> None:
    assert find_provinces(text) == []


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_decomposed_letters_change_nothing_but_places(text: str, expected: list[tuple[str, str]]) -> None:
    flat = unicodedata.normalize("NFD", text)
    found = [(unicodedata.normalize("NFC", flat[each.start : each.end]), each.value) for each in find_provinces(flat)]
    assert found == [(unicodedata.normalize("NFC", name), key) for name, key in expected]


def test_there_are_thirty_four_provinces_and_each_is_found_by_its_name() -> None:
    assert len(PROVINCES) == 34
    for key, name in PROVINCES.items():
        assert [span.value for span in find_provinces(f"tôi ở {name}")] == [key]
        assert province_key(name) == key == province_key(key)


@pytest.mark.parametrize(("name", "key"), [("Bình Dương", "ho-chi-minh"), ("Bà Rịa - Vũng Tàu", "ho-chi-minh")])
def test_an_old_name_leads_to_the_province_of_today(name: str, key: str) -> None:
    assert province_key(name) == key


def test_a_name_of_no_province_has_no_key() -> None:
    assert province_key("Xứ Đông") is None
