"""Names that a message does not hold word for word, and what names mean beside each other."""

from typing import Any

import pytest

from bot.nlu.names import Names
from bot.nlu.slips import one_slip
from bot.nlu.words import words
from procedures.text import fold

LISTED: list[tuple[str, list[str], bool]] = [
    ("đăng ký thường trú", ["permanent-residence"], False),
    ("hộ chiếu", ["passport"], False),
    ("bằng lái", ["driving-licence"], False),
    ("xin lại bằng lái", ["driving-licence-reissue"], False),
    ("đổi bằng lái", ["driving-licence-change"], False),
    ("bị mất", ["driving-licence-reissue", "identity-card-reissue"], True),
    ("gia hạn", ["driving-licence-change"], True),
    ("căn cước", ["identity-card"], False),
    ("sổ đỏ", ["land"], False),
    ("sang tên sổ đỏ", ["land-transfer"], False),
    ("lý lịch tư pháp", ["criminal-record"], False),
    ("số 1", ["criminal-record-1"], True),
    ("số 2", ["criminal-record-2"], True),
    ("tích hợp giấy tờ vào vneid", ["vneid-integration"], False),
    ("vneid", ["vneid"], False),
    ("lịch sử khám bệnh", ["e-health-book"], False),
]
FAMILIES = {
    "driving-licence-reissue": "driving-licence", "driving-licence-change": "driving-licence",
    "identity-card-reissue": "identity-card", "land-transfer": "land", "criminal-record-1": "criminal-record",
    "criminal-record-2": "criminal-record", "vneid-integration": "vneid",
}  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Names:
    listed = [{"text": fold(t), "forms": [t], "slugs": slugs, "context": context} for t, slugs, context in LISTED]
    return Names({"version": "one", "names": listed, "families": FAMILIES})


def found(index: Names, text: str) -> list[Any]:
    spans = words(text)
    return index.find([fold(text[s.start : s.end]) for s in spans], [text[s.start : s.end] for s in spans])


def asked(index: Names, text: str) -> list[str]:
    return [slug for name in found(index, text) if not name.beside for slug in name.slugs]


NEAR = [
    ("words between", "đăng ký cho em thường trú", ["permanent-residence"]),
    ("parts apart", "bằng lái cháy theo nhà rồi, xin lại thế nào", ["driving-licence-reissue"]),
    ("a letter left out", "đăng ký thờng trú", ["permanent-residence"]),
    ("a letter swapped", "làm hộ chieuế", ["passport"]),
    ("a letter typed twice", "ssổ đỏỏ", ["land"]),
    ("two words as one", "làm hochieu", ["passport"]),
    ("a name of one word", "cài vneud", ["vneid"]),
    ("diacritics left out or misplaced", "làm căn cứoc", ["identity-card"]),
]
NOT = [
    ("another word that sounds", "mua căn nước"),
    ("too much between", "đăng ký cho con tôi học ở trường thường xa thành phố trú"),
    ("another sentence", "đăng ký rồi. thường trú"),
    ("a slip in a short word", "hồ sơ do"),
    ("nothing", "trời mưa quá"),
]


@pytest.mark.parametrize(("why", "text", "slugs"), NEAR, ids=[case[0] for case in NEAR])
def test_a_name_is_found_though_it_is_not_there_word_for_word(
    index: Names, why: str, text: str, slugs: list[str]
) -> None:
    assert asked(index, text) == slugs


@pytest.mark.parametrize(("why", "text"), NOT, ids=[case[0] for case in NOT])
def test_another_name_is_not_bent_onto_ours(index: Names, why: str, text: str) -> None:
    assert asked(index, text) == []


def test_only_what_is_not_exact_is_less_sure_and_its_own_words_are_known(index: Names) -> None:
    (exact,) = found(index, "làm hộ chiếu")
    (near,) = found(index, "đăng ký cho em thường trú")
    assert exact.confidence == 1 > near.confidence > 0
    assert (near.first, near.last, near.places) == (0, 6, (0, 1, 4, 5))


TOGETHER = [
    ("a short name names the member", "lý lịch tư pháp thì xin loại số 2", ["criminal-record-2", "criminal-record-2"]),
    ("words of an alias do too", "bằng lái của tôi cháy, giờ muốn xin lại", ["driving-licence-reissue"]),
    ("short names of other families are none", "hộ chiếu gia hạn", ["passport"]),
    ("a short name of several", "căn cước bị mất", ["identity-card-reissue", "identity-card-reissue"]),
    ("two short names leave the family", "lý lịch tư pháp số 1 hay số 2",
     ["criminal-record", "criminal-record-1", "criminal-record-2"]),
    ("without a family they wait for the talk", "số 2", ["criminal-record-2"]),
    ("what one has already", "có căn cước rồi, giờ muốn làm hộ chiếu", ["passport"]),
    ("what one uses", "làm hộ chiếu bằng vneid", ["passport"]),
    ("what one wants it for", "xin lý lịch tư pháp để làm hộ chiếu", ["criminal-record"]),
    ("a name alone is asked about", "đăng nhập bằng vneid", ["vneid"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "slugs"), TOGETHER, ids=[case[0] for case in TOGETHER])
def test_names_are_read_in_the_light_of_each_other(index: Names, why: str, text: str, slugs: list[str]) -> None:
    assert asked(index, text) == slugs


def test_a_name_that_starts_a_guide_is_marked(index: Names) -> None:
    guide = {"text": "mat vi", "forms": ["mất ví"], "slugs": ["lost-wallet"], "context": False, "guide": True}
    (name,) = found(Names({"version": "one", "names": [guide]}), "tôi bị mất ví")
    assert name.guide


def test_what_starts_a_guide_is_found_beside_the_name_that_it_holds() -> None:
    guide = {"text": "mat bang lai phai lam sao", "slugs": ["licence-guide"], "context": False, "guide": True}
    names = Names({"version": "one", "names": [guide, {"text": "bang lai", "slugs": ["licence"], "context": False}]})
    both = found(names, "chào em, mất bằng lái phải làm sao")
    assert [(name.slugs, name.guide) for name in both] == [(("licence-guide",), True), (("licence",), False)]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [("abc", "abd", True), ("abc", "ab", True), ("abc", "acb", True), ("abc", "abcd", True), ("abc", "abc", False),
     ("abc", "cba", False), ("abcd", "ab", False), ("abcd", "acbe", False)],
)  # fmt: skip
def test_one_slip_is_one_letter_more_less_other_or_swapped(one: str, other: str, slip: bool) -> None:
    assert one_slip(one, other) is one_slip(other, one) is slip


def test_an_official_procedure_that_is_not_held_is_recognised_and_covers_names_of_ours(index: Names) -> None:
    (name,) = found(index, "đăng ký thi bằng lái ở đâu")
    assert name.unknown
    assert found(index, "giấy phép xây dựng")[0].unknown
    assert asked(index, "giấy phép lao động gia hạn thế nào") == ["unknown"]


def test_a_procedure_published_under_such_a_name_is_known() -> None:
    building = {"text": "giay phep xay dung", "forms": ["giấy phép xây dựng"], "slugs": ["building"], "context": False}
    assert asked(Names({"version": "one", "names": [building]}), "xin giấy phép xây dựng") == ["building"]
