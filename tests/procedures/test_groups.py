"""Groups of people that a message names."""

import pytest

from procedures.base import Group
from procedures.text.groups import _DATA, find_groups

NAMED = [
    ("em là sinh viên", [("sinh viên", "student")]),
    ("sv năm cuối ạ", [("sv", "student")]),
    ("hoc sinh co duoc mien khong", [("hoc sinh", "student")]),
    ("i am a student", [("student", "student")]),
    ("tôi là thương binh", [("thương binh", "merit")]),
    ("trợ cáp thương bịnh", [("thương bịnh", "merit")]),
    ("người có công với cách mạng", [("người có công", "merit")]),
    ("gia đình liệt sĩ", [("gia đình liệt sĩ", "martyr_family")]),
    ("con liet si", [("con liet si", "martyr_family")]),
    ("Hộ nghèo có phải đóng gì không", [("Hộ nghèo", "poor")]),
    ("ho ngheo", [("ho ngheo", "poor")]),
    ("hộ cận nghèo", [("hộ cận nghèo", "near_poor")]),
    ("nhà em cận nghèo", [("cận nghèo", "near_poor")]),
    ("can ngheo", [("can ngheo", "near_poor")]),
    ("poor household", [("poor household", "poor")]),
    ("Người già, 82 tuổi", [("Người già", "elderly")]),
    ("người cao tuổi", [("người cao tuổi", "elderly")]),
    ("nguoi cao tuooir", [("nguoi cao tuooir", "elderly")]),
    ("for the elderly", [("elderly", "elderly")]),
    ("tro cap nguoi khuyet tat nang", [("nguoi khuyet tat", "disabled")]),
    ("mẹ tôi khuyết tật", [("khuyết tật", "disabled")]),
    ("disabled people", [("disabled", "disabled")]),
    ("hộ chiếu trẻ em", [("trẻ em", "child")]),
    ("can cuoc tre em", [("tre em", "child")]),
    ("ca8n cu7o71c tre3 em", [("tre3 em", "child")]),
    ("người dân tộc thiểu số", [("người dân tộc thiểu số", "minority")]),
    ("em là người Mông", [("người Mông", "minority")]),
    ("chồng em quốc tịch Hàn Quốc", [("quốc tịch Hàn Quốc", "foreigner")]),
    ("she is american", [("is american", "foreigner")]),
    ("anh ấy đang du học bên Nhật", [("đang du học", "overseas")]),
    ("bà ngồi xe lăn", [("ngồi xe lăn", "disabled")]),
    ("người dân tộc H'Mông", [("người dân tộc", "minority")]),
    ("xã đặc biệt khó khăn", [("xã đặc biệt khó khăn", "hard_area")]),
    ("xa 135", [("xa 135", "hard_area")]),
    ("miễn phí cho công dân số", [("công dân số", "digital_citizen")]),
    ("cong dan so la ai", [("cong dan so", "digital_citizen")]),
    ("người nước ngoài", [("người nước ngoài", "foreigner")]),
    ("where do foreigners go", [("foreigners", "foreigner")]),
    ("ng nước ngoài", [("ng nước ngoài", "foreigner")]),
    ("việt kiều Úc", [("việt kiều", "overseas")]),
    ("viet kieu", [("viet kieu", "overseas")]),
    ("Vietnamese living abroad", [("Vietnamese living abroad", "overseas")]),
    ("người Việt ở nước ngoài", [("người Việt ở nước ngoài", "overseas")]),
    ("hộ nghèo 🙏", [("hộ nghèo", "poor")]),
    ("học sinh và người khuyết tật", [("học sinh", "student"), ("người khuyết tật", "disabled")]),
]
UNNAMED = [
    "", "🙂", "tôi không phải hộ nghèo", "ko phai ho ngheo", "không thuộc hộ nghèo", "em không còn là sinh viên",
    "i am not a student", "hổng phải người nước ngoài", "một người giả danh cán bộ", "mot nguoi gia danh can bo",
    "hồ sơ gồm những gì",
    "khai sinh cho con",
    "nghe nói vậy", "có hỗ trợ tiếng dân tộc không", "người ta nói", "what papers do i need", "công dân sống ở đâu",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_message_names_these_groups(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[span.start : span.end], span.value) for span in find_groups(text)] == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_a_message_names_no_group_or_denies_it(text: str) -> None:
    assert find_groups(text) == []


def test_the_groups_are_those_of_the_conditions() -> None:
    assert set(_DATA["groups"]) == set(Group.__args__)  # type: ignore[attr-defined]
