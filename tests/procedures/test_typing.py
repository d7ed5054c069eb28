"""What people meant to type."""

import json
from pathlib import Path

import pytest

from procedures.text import fold
from procedures.text import typing as typing_of_ours
from procedures.text.keys import telex, vni
from procedures.text.syllables import compose, split
from procedures.text.typing import meant

KEYBOARD = [
    ("hoof sow", "hồ sơ"),
    ("ddawng kys", "đăng ký"),
    ("tieenf lamf giaays", "tiền làm giấy"),
    ("dduowcj dduocwj dduwowcj", "được được được"),
    ("lys lichj tuw phaps soos 2", "lý lịch tư pháp số 2"),
    ("nhwng truowcs nguwowif", "nhưng trước người"),
    ("quyeets hoawcj khuyeens", "quyết hoặc khuyến"),
    ("cams own nhieeuf", "cám ơn nhiều"),
    ("ho62 so7", "hồ sơ"),
    ("d9a8ng ky1 gia61y", "đăng ký giấy"),
    ("d9u7o75c d9uo7c75", "được được"),
    ("ca8n cu7o71c", "căn cước"),
    ("nguo7i2 quet61", "người quết"),
]


@pytest.mark.parametrize(("typed", "known"), KEYBOARD)
def test_what_a_keyboard_left_becomes_vietnamese(typed: str, known: str) -> None:
    assert " ".join(meant(typed.split())) == known


@pytest.mark.parametrize(
    "text",
    [
        "how do i renew my passport in hanoi",
        "is there a fee for this",
        "what does it cost and how soon is it done",
        "see you soon",
        "lost my car documents , now need new ones",
        "i don ' t know what it means",
        "this is the best of its sort",
        "what are the rooms on the list",
    ],
)
def test_english_stays_as_it_is(text: str) -> None:
    assert meant(text.split()) == text.split()


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("how do i go about renewing my driving license", "how do i go about renew my driving licence"),
        ("registering a death", "register a death"),
        ("bikes", "motorbike"),
        ("em muốn lấy certificates", "em muốn lấy certificate"),
    ],
)
def test_forms_of_one_english_word_are_made_one(typed: str, known: str) -> None:
    assert " ".join(meant(typed.split())) == known


@pytest.mark.parametrize(
    "text",
    [
        "ho so gom nhung gi",
        "xin cap lai the can cuoc cho con",
        "ct07 m2 a1 b2 h29.15-240702-0012 4x6 lv2",
        "cccd bhyt bhxh lltp cmnd gplx",
        "làm visa ở đâu",
        "kkk iii 2222",
        "hẹn 20/11 lúc 8h30",
        "[birth_date:0123456789]",
    ],
)
def test_what_is_vietnamese_or_a_code_already_stays_as_it_is(text: str) -> None:
    assert meant(text.split()) == text.split()


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("ko dc", "không được"),
        ("đc k", "được không"),
        ("hết bn tiền", "hết bao nhiêu tiền"),
        ("bao nhiu", "bao nhiêu"),
        ("hết nhiu", "hết bao nhiêu"),
        ("lm ntn z", "làm như thế nào vậy"),
        ("cần j vs ms dc", "cần gì với mới được"),
        ("khônggg hồ sơơơ uiii", "không hồ sơ ui"),
        ("phieu so1", "phieu so 1"),
        ("phie61u so61 lan2", "phiếu số làn"),
        ("đăng kí lí lịch", "đăng ký lý lịch"),
        ("KO ĐC", "không được"),
    ],
)
def test_short_forms_are_spelt_out(typed: str, known: str) -> None:
    assert " ".join(meant(typed.split())) == known


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("quên mk vneid", "quên mật khẩu vneid"),
        ("mk muốn hỏi", "mình muốn hỏi"),
        ("dk k", "được không"),
        ("sửa dk", "sửa được"),
        ("dk tạm trú", "đăng ký tạm trú"),
        ("rút bh 1 lần", "rút bảo hiểm 1 lần"),
        ("bh xong", "bao giờ xong"),
        ("nhập hk", "nhập hộ khẩu"),
        ("online dc hk", "online được không"),
        ("50 k", "50 k"),
        ("nộp hs", "nộp hồ sơ"),
        ("con là hs", "con là học sinh"),
        ("đi nc ngoài", "đi nước ngoài"),
        ("ck em", "chồng em"),
        ("ck tiền", "chuyển khoản tiền"),
        ("khai ks", "khai sinh"),
        ("sổ hong", "sổ hong"),
    ],
)
def test_neighbours_decide_between_several_meanings(typed: str, known: str) -> None:
    assert fold(" ".join(meant(typed.split()))) == fold(known)


def test_an_english_word_is_read_as_telex_only_beside_surer_residue() -> None:
    assert meant(["own"]) == ["own"]
    assert meant(["cams", "own"]) == ["cám", "ơn"]


def test_there_is_one_meaning_for_every_word_and_none_is_dropped() -> None:
    assert meant([]) == []
    for words in (["", " ", "?"], ["d" * 10_000], ["e" + "\u0301" * 9_999], ["\ud83d"], ["書類", "🙂"]):
        assert len(meant(words)) == len(words)


@pytest.mark.parametrize("word", ["fee", "need", "passport", "hoso", "hos7s", "tieenfs", "ddd", "", "w", "s", "ww"])
def test_no_syllable_is_made_up(word: str) -> None:
    assert telex(word) is None
    assert vni(word) is None


@pytest.mark.parametrize(
    ("letters", "tone", "syllable"),
    [
        ("hoa", "f", "hoà"),
        ("hoan", "f", "hoàn"),
        ("mua", "f", "mùa"),
        ("qua", "s", "quá"),
        ("gia", "f", "già"),
        ("đương", "f", "đường"),
        ("thuy", "r", "thuỷ"),
        ("khuyên", "s", "khuyến"),
        ("gi", "f", "gì"),
        ("nghiêp", "j", "nghiệp"),
        ("nghiêp", "f", None),
        ("ngiêp", "j", None),
        ("kan", "s", None),
        ("cen", "s", None),
    ],
)
def test_letters_and_a_tone_make_a_syllable_or_none(letters: str, tone: str, syllable: str | None) -> None:
    assert compose(letters, tone) == syllable


def test_a_syllable_has_an_onset_and_a_rhyme() -> None:
    assert split("đương") == ("đ", "ương")
    assert split("quyên") == ("qu", "yên")
    assert split("xyz") is None


def test_no_word_has_two_entries_and_every_ambiguous_english_word_is_one() -> None:
    data = json.loads((Path(typing_of_ours.__file__).with_name("typing.json")).read_text("utf-8"))
    assert not data["words"].keys() & data["several"].keys()
    assert [word for word in data["english"] if telex(word) is None] == []
    assert all(not listed[-1][1] for listed in data["several"].values())
