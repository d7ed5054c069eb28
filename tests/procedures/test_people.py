"""For whom a thing is done."""

import unicodedata

import pytest

from procedures.text.people import find_relations

TOLD = [
    ("làm căn cước cho con", [("con", "child")]),
    ("lam can cuoc cho con", [("con", "child")]),
    ("con em bị mất thẻ", [("con", "child")]),
    ("hộ chiếu của con trai", [("con trai", "child")]),
    ("con gai toi 5 tuoi", [("con gai", "child")]),
    ("Bé nhà em chưa có khai sinh", [("Bé nhà", "child")]),
    ("Bé sinh ở bệnh viện tỉnh khác", [("Bé", "child")]),
    ("lam cho be", [("be", "child")]),
    ("thêm con dâu vào sổ", [("con dâu", "child")]),
    ("cho đứa con út", [("đứa con", "child")]),
    ("nhà tôi có hai con nhỏ", [("con nhỏ", "child")]),
    ("tôi có con học lớp 5", [("con", "child")]),
    ("Con sắp du học", [("Con", "child")]),
    ("cho me toi", [("me", "parent")]),
    ("cho mẹ", [("mẹ", "parent")]),
    ("mẹ em mất rồi", [("mẹ", "parent")]),
    ("làm giùm tía tui", [("tía", "parent")]),
    ("má tui hổng xài máy", [("má", "parent")]),
    ("cho ba em", [("ba", "parent")]),
    ("ba tôi nằm viện", [("ba", "parent")]),
    ("khai tử cho bố mẹ", [("bố mẹ", "parent")]),
    ("bầm tôi ở quê", [("bầm", "parent")]),
    ("mạ tui ở Huế", [("mạ", "parent")]),
    ("hồ sơ của cha tôi", [("cha", "parent")]),
    ("vợ chưa có hộ chiếu", [("vợ", "spouse")]),
    ("lam ho so thai san cho vo", [("vo", "spouse")]),
    ("vk e chưa có bhyt", [("vk", "spouse")]),
    ("ông xã em người Pháp", [("ông xã", "spouse")]),
    ("cho chồng tôi", [("chồng", "spouse")]),
    ("em trai tôi đi tù", [("em trai", "family")]),
    ("báo tử cho ông nội", [("ông nội", "family")]),
    ("khai sinh cho chau ngoai", [("chau ngoai", "family")]),
    ("anh tôi nghỉ việc", [("anh", "family")]),
    ("đổi thẻ cho cả nhà", [("cả nhà", "family")]),
    ("cho gia đình tôi", [("gia đình", "family")]),
    ("làm cho cháu 8 tuổi", [("cháu", "family")]),
    ("cho người được giám hộ", [("người được giám hộ", "ward")]),
    ("hàng xóm xây nhà", [("hàng xóm", "other")]),
    ("khai tạm trú cho bạn em", [("bạn", "other")]),
    ("làm cho bản thân", [("bản thân", "self")]),
    ("for my son", [("son", "child")]),
    ("my 5 year old daughter needs a passport", [("daughter", "child")]),
    ("my mother passed away", [("mother", "parent")]),
    ("can my wife sign", [("wife", "spouse")]),
    ("apply for my brother", [("brother", "family")]),
    ("giấy khai sinh cuar con tooi", [("con", "child")]),
    ("gia61y to72 cu3a me5 to6i", [("me5", "parent")]),
    ("con 8 tuoi lam duoc ko", [("con", "child")]),
    ("me 58 tuoi", [("me", "parent")]),
    ("Be sinh o benh vien", [("Be", "child")]),
    ("them con dau vao so", [("con dau", "child")]),
    ("cho con 👶", [("con", "child")]),
]
NOT_TOLD = [
    "", "👨‍👩‍👧", "em muốn hỏi", "con muốn hỏi cô", "cháu chào bác", "anh chị cho em hỏi", "mẹ ơi", "cho con hỏi",
    "cho em xin mẫu", "cho cháu hỏi ạ", "con chào cô", "cháu ơi bác hỏi", "chào anh, tôi cần hộ chiếu", "cô chú ơi",
    "hộ chiếu của em tới đâu rồi", "ba ngày có không", "nộp ba bản", "cho ba người", "xe con mới mua",
    "con mèo nhà tôi đẻ",
    "đố bạn con gì ba đầu", "bà con cho hỏi", "con dấu của công ty", "con dau cong ty", "con bao nhieu tien", "chó con",
    "có chồng chưa", "lấy vợ cần giấy gì", "vo hop dung o dau", "ma ho so la gi", "me qua troi", "dang cho bo sung",
    "cua bo cong an", "chu toi viet sai", "số căn cước của anh Minh", "connect me to an agent", "tell me the fee",
    "adopting a baby here", "hồ sơ ông chủ tịch xã", "nói tiếng mẹ đẻ", "chào em gái", "hai vợ chồng đi làm",
    "gói khai sinh ba trong một", "nhận con nuôi", "còn thiếu gì", "cảm ơn cháu",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_message_tells_for_whom(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[span.start : span.end], span.value) for span in find_relations(text)] == expected


@pytest.mark.parametrize("text", NOT_TOLD)
def test_how_people_call_themselves_and_others_tells_nothing(text: str) -> None:
    assert find_relations(text) == []


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_decomposed_letters_change_nothing_but_places(text: str, expected: list[tuple[str, str]]) -> None:
    flat = unicodedata.normalize("NFD", text)
    found = [(unicodedata.normalize("NFC", flat[each.start : each.end]), each.value) for each in find_relations(flat)]
    assert found == expected
