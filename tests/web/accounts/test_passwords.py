"""Passwords: long and not well known; no rules of composition."""

import unicodedata

import pytest

from bot.web.accounts import passwords
from bot.web.accounts.errors import WeakPassword


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ngan qua", "short"),
        ("x" * 11, "short"),
        ("ab1 " * 65, "long"),
        ("password2026!", "common"),
        ("P@ssw0rd!2026", "common"),
        ("MậtKhẩu123456", "common"),
        ("matkhauadmin99", "common"),
        ("aaaaaaaaaaaaaaaa", "common"),
        ("1234567890123", "common"),
        ("qwertyuiopqwerty", "common"),
        ("vneid-vietnam-2026", "common"),
        ("tran.thi.hoa.1990", "own"),
        ("TranThiHoa@2026", "own"),
    ],
)
def test_a_weak_password_is_refused_and_why(password: str, why: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        passwords.check_new(password, "tran.hoa", "Trần Thị Hoa", "hoa@example.vn")
    assert refused.value.why == why


@pytest.mark.parametrize(
    "password",
    ["ba con vịt bơi qua sông", "hoaphuongno thang nam", "839201847562", "пароль из слов", "🦆🦆 vịt bơi 🌊🚣🏝️ qua"],
)
def test_a_long_one_needs_no_capitals_digits_or_signs(password: str) -> None:
    passwords.check_new(password, "tran.hoa", "Trần Thị Hoa")


def test_what_is_kept_is_argon2id_and_never_the_same_twice() -> None:
    one, two = passwords.hashed("ba con vịt bơi qua sông"), passwords.hashed("ba con vịt bơi qua sông")
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$") and one != two


def test_a_keyboard_that_composes_differently_types_the_same_password() -> None:
    stored = passwords.hashed(unicodedata.normalize("NFC", "ba con vịt bơi"))
    assert passwords.fits(unicodedata.normalize("NFD", "ba con vịt bơi"), stored)
    assert not passwords.fits("ba con vit boi", stored)


@pytest.mark.parametrize("stored", [None, "", "no hash at all"])
def test_without_a_password_nothing_fits(stored: str | None) -> None:
    assert not passwords.fits("nobody has this password", stored)
