"""Five hundred personal numbers, each written as people write it, with what must be found nowhere afterwards."""

import json
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from procedures.text import clean, fold

DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
ENGLISH_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PROVINCES = ("001", "079", "031", "048", "038", "040", "066", "092")
PHONES = ("090", "091", "098", "032", "035", "070", "077", "081", "056", "059")


@dataclass(frozen=True)
class Sample:
    """A message with one number in it. ``needles``: the number as it was written, as it is cleaned, in plain digits."""

    kind: str
    text: str
    needles: tuple[str, ...]
    asked: bool = False
    """It answers the bot's question for a birth date."""


def id_card(rng: random.Random) -> str:
    """Twelve digits of an identity card: province, century and sex, year of birth, six more."""
    return f"{rng.choice(PROVINCES)}{rng.randint(0, 3)}{rng.randint(0, 99):02}{rng.randint(100_000, 999_999)}"


def old_id_card(rng: random.Random) -> str:
    """Nine digits of the former identity card."""
    return f"{rng.randint(1, 38):02}{rng.randint(1_000_001, 9_999_998)}"


def phone(rng: random.Random) -> str:
    """Ten digits of a mobile."""
    return f"{rng.choice(PHONES)}{rng.randint(1_000_001, 9_999_998)}"


def account(rng: random.Random) -> str:
    """A bank account of ten to fourteen digits."""
    return str(rng.randint(10 ** rng.randint(9, 13) + 1, 10**14 - 1))


def passport(rng: random.Random) -> str:
    """A letter and seven or eight digits."""
    return f"{rng.choice('BCKNPQ')}{rng.randint(1_000_001, 99_999_998)}"


def health_card(rng: random.Random) -> str:
    """Two letters and thirteen digits."""
    return f"{rng.choice(('DN', 'HS', 'TE', 'GD', 'HN'))}{rng.randint(1, 5)}{rng.randint(10**11, 10**12 - 1)}"


def email(rng: random.Random) -> str:
    """An address at a well-known or an odd host."""
    name = f"{rng.choice(('nguyen', 'tran.thi', 'le_van', 'pham-x'))}{rng.randint(100, 99_999)}"
    return f"{name}@{rng.choice(('gmail.com', 'yahoo.com.vn', 'example.vn', 'mail.hust.edu.vn'))}"


def _in(digits: str, sizes: Iterable[int], mark: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return mark.join([*parts, digits[at:]] if digits[at:] else parts)


def _full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isdigit() else char for char in text)


def _spoken(digits: str) -> str:
    return " ".join(DIGIT_WORDS[int(digit)] for digit in digits)


SHAPES: dict[str, tuple[Callable[[random.Random], str], tuple[Callable[[str], str], ...]]] = {
    "id_card": (
        id_card,
        (
            str,
            lambda n: _in(n, (3, 3, 3, 3), " "),
            lambda n: _in(n, (4, 4, 4), " "),
            lambda n: _in(n, (3, 3, 3, 3), "."),
            lambda n: _in(n, (3, 3, 6), "-"),
            lambda n: _in(n, (6, 6), "\n"),
            lambda n: _in(n, (3, 9), "\r\n"),
            lambda n: _in(n, (1,) * 12, " "),
            lambda n: _in(n, (1,) * 12, "."),
            lambda n: _in(n, (4, 4, 4), "\u200b"),
            lambda n: _in(n, (4, 4, 4), "\u00a0"),
            _full_width,
            _spoken,
        ),
    ),
    "old_id_card": (
        old_id_card,
        (str, lambda n: _in(n, (3, 3, 3), " "), lambda n: _in(n, (3, 3, 3), "."), _full_width, _spoken),
    ),
    "phone": (
        phone,
        (
            str,
            lambda n: _in(n, (4, 3, 3), " "),
            lambda n: _in(n, (4, 3, 3), "."),
            lambda n: _in(n, (4, 3, 3), "-"),
            lambda n: f"+84{n[1:]}",
            lambda n: f"+84 {_in(n[1:], (3, 3, 3), ' ')}",
            lambda n: f"(+84) {_in(n[1:], (2, 3, 4), '.')}",
            lambda n: f"0084{n[1:]}",
            lambda n: f"84{n[1:]}",
            lambda n: _in(n, (5, 5), "\n"),
            lambda n: _in(n, (1,) * 10, " "),
            lambda n: _in(n, (4, 3, 3), "_"),
            lambda n: _in(n, (4, 3, 3), "/"),
            lambda n: f"{n}@gmail.com",
            lambda n: ", ".join(DIGIT_WORDS[int(digit)] for digit in n),
            lambda n: " ".join(fold(DIGIT_WORDS[int(digit)]) for digit in n),
            _full_width,
            _spoken,
            lambda n: " ".join(ENGLISH_WORDS[int(digit)] for digit in n),
        ),
    ),
    "account": (
        account,
        (str, lambda n: _in(n, (4, 4, 4), " "), lambda n: _in(n, (4, 4, 4), "."), _full_width, _spoken),
    ),
    "passport": (passport, (str, lambda n: f"{n[0]} {n[1:]}", str.lower, _full_width)),
    "health_card": (
        health_card,
        (str, lambda n: f"{n[:2]} {n[2]} {n[3:5]} {n[5:]}", lambda n: f"{n[:2]}-{n[2:]}", _full_width),
    ),
    "email": (email, (str, lambda n: n.replace("@", " @ "), lambda n: n.replace("@", "(at)"), str.upper)),
}

FRAMES = {
    "": ("{}", "dạ {} ạ", "Em gửi: {}.", "làm hộ chiếu hết bao nhiêu, của em là {} nhé", "({})", "{},em cần gấp"),
    "id_card": ("số căn cước công dân của tôi là {}", "cccd{}", "CCCD:{}", "https://a.vn/?cccd={}&x=1"),
    "old_id_card": ("chứng minh nhân dân {}", "cmnd số {} cấp năm 2010", "CMND:{}"),
    "phone": ("gọi cho tôi {} nhé", "sđt {}", "sdt:{}", "zalo {} nha", "https://zalo.me/{}"),
    "account": ("số tài khoản {} vietcombank", "stk {}", "chuyển vào tk {} giúp em"),
    "passport": ("hộ chiếu số {}", "passport {}", "my passport number is {}"),
    "health_card": ("thẻ bảo hiểm y tế {}", "mã thẻ BHYT {} của con tôi"),
    "email": ("thư của em là {}", "mail {} nhé", "gửi vào {} giúp"),
}
ONLY_NAMED = {("passport", 2)}
"""Shapes that count only beside a word that names them: «b1234567» may be anything else."""

BIRTHS = ("{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d:02}.{m:02}.{y}", "ngày {d} tháng {m} năm {y}", "{y}-{m:02}-{d:02}")


def samples(count: int = 500, seed: int = 20261122) -> list[Sample]:
    """That many, the same at each call, all numbers different, kinds and shapes in turn."""
    rng = random.Random(seed)
    ways = [(kind, at) for kind, (_, shapes) in SHAPES.items() for at in range(len(shapes))]
    ways += [("birth_date", at) for at in range(len(BIRTHS))]
    made: list[Sample] = []
    while len(made) < count:
        kind, at = ways[len(made) % len(ways)]
        made.append(_birth(rng, at) if kind == "birth_date" else _number(rng, kind, at))
    return made


def _number(rng: random.Random, kind: str, at: int) -> Sample:
    make, shapes = SHAPES[kind]
    plain = make(rng)
    written = shapes[at](plain)
    frames = FRAMES[kind] if (kind, at) in ONLY_NAMED else (*FRAMES[""], *FRAMES[kind])
    frame = rng.choice([each for each in frames if "://" not in each or not re.search(r"\s", written)])
    needles = {written, plain, clean(written)}
    return Sample(kind, frame.format(written), tuple(sorted(needles)))


def _birth(rng: random.Random, at: int) -> Sample:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1941, 1985)
    written = BIRTHS[at].format(d=day, m=month, y=year)
    asked = rng.random() < 0.5
    frame = rng.choice(("{}", "dạ {} ạ", "em sinh {}") if asked else ("em sinh {}", "ngày sinh: {}", "sn {}"))
    return Sample("birth_date", frame.format(written), (written, f"{year}-{month:02}-{day:02}"), asked)


def found_in(text: str, looked_for: Iterable[Sample]) -> list[str]:
    """Needles that stand in the text, plain, escaped as in JSON, or quoted as in an address."""
    return [
        needle
        for sample in looked_for
        for needle in sample.needles
        if any(form in text for form in {needle, json.dumps(needle)[1:-1], quote(needle), quote_plus(needle)})
    ]
