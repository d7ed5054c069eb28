"""The test noise is what keyboards and chats do, and always the same for the same message."""

import json
from pathlib import Path
from random import Random

import pytest

from procedures.text.keys import telex as read_telex
from procedures.text.keys import vni as read_vni
from tests.bench import noise

TEXT = "Đăng ký thường trú cho con ở Hà Nội cần những giấy tờ gì ạ, mã H10.25-261104-0029, [birth_date:0123456789]"


def test_stripping_takes_every_diacritic_and_nothing_else() -> None:
    assert noise.noised("bare", "Đăng ký ở Huế, quận 1 ừ?") == "Dang ky o Hue, quan 1 u?"


@pytest.mark.parametrize(
    ("word", "late", "early", "digits"),
    [
        ("hồ", "hoof", "hoof", "ho62"),
        ("sơ", "sow", "sow", "so7"),
        ("tiền", "tieenf", "tieefn", "tie6n2"),
        ("được", "dduowcj", "dduowjc", "d9u7o7c5"),
        ("Đăng", "Ddawng", "Ddawng", "D9a8ng"),
        ("ủy", "uyr", "ury", "uy3"),
        ("CẤP", "CAAPS", "CAASP", "CA6P1"),
        ("con", "con", "con", "con"),
    ],
)
def test_a_word_becomes_the_keys_pressed_for_it(word: str, late: str, early: str, digits: str) -> None:
    assert (noise.telex(word), noise.telex(word, at_end=False), noise.vni(word)) == (late, early, digits)


@pytest.mark.parametrize("word", ["hồ", "sơ", "thường", "khuyến", "đường", "người", "lệ", "phí", "giấy", "chuyển"])
def test_the_keys_are_those_that_a_keyboard_would_have_read(word: str) -> None:
    assert read_telex(noise.telex(word)) == word
    assert read_telex(noise.telex(word, at_end=False)) == word
    assert read_vni(noise.vni(word)) == word


def test_residue_stands_in_all_words_or_in_some_and_is_telex_or_vni() -> None:
    text = "hồ sơ đăng ký thường trú gồm những giấy tờ gì"
    seen = {noise.noised("telex", text, seed) for seed in range(60)}
    assert "hoof sow ddawng kys thuowngf trus goomf nhuwngx giaays towf gif" in seen
    assert any("62" in each for each in seen)
    assert any("hồ" in each or "giấy" in each for each in seen)


def test_there_is_one_slip_in_eight_letters() -> None:
    text = "mat bao nhieu ngay thi xong ho so dang ky kinh doanh cua toi"
    letters = sum(letter.isalpha() for letter in text)
    slips = letters / noise.LETTERS_PER_TYPO
    for seed in range(20):
        assert 0 < distance(text, noise.noised("typos", text, seed)) <= 2 * (slips + 1)  # a swap counts two


def test_codes_and_placeholders_stay_whole_under_every_noise() -> None:
    for kind in noise.NOISES:
        for seed in range(20):
            after = noise.noised(kind, TEXT, seed)
            assert "H10.25-261104-0029" in after
            assert "[birth_date:0123456789]" in after


def test_a_slip_takes_a_neighbour_of_the_letter_in_the_same_case() -> None:
    seen = {noise._neighbour("Ế", Random(seed)) for seed in range(50)}
    assert seen == {"W", "R", "D"}


def test_short_forms_replace_the_longest_words_they_stand_for() -> None:
    seen = {noise.noised("teencode", "Không biết hết bao nhiêu tiền", seed) for seed in range(200)}
    assert any(each.startswith("ko bít hết bn") for each in seen)
    assert "không" not in {each.split()[0] for each in seen}  # replaced, or as it was written
    assert all("bao nhiêu" in each or "nhiêu" not in each for each in seen)


@pytest.mark.parametrize("kind", noise.NOISES)
def test_the_same_message_and_seed_give_the_same_noise(kind: str) -> None:
    assert noise.noised(kind, TEXT, 3) == noise.noised(kind, TEXT, 3)
    assert noise.noised(kind, TEXT) != TEXT


@pytest.mark.parametrize("text", ["", " ", "?", "🙂", "123", "書類", "e" + "\u0301" * 50])
def test_no_noise_fails_on_what_is_no_word(text: str) -> None:
    for kind in noise.NOISES:
        assert isinstance(noise.noised(kind, text), str)


def test_a_short_form_is_never_the_word_itself() -> None:
    forms = json.loads(Path(noise.__file__).with_name("teencode.json").read_text("utf-8"))["forms"]
    assert len(forms) > 60
    assert [word for word, short in forms.items() if not short or word in short or "" in short] == []


def distance(one: str, other: str) -> int:
    """Letters to add, drop or replace (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]
