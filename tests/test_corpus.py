"""The corpus that the classifier learns from: large, balanced, without near-duplicates, apart from the test sets.

What fails is told by lines of ``data/nlu`` only, never by messages of the held-out set.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from bot.web.learning.nearness import SHORT, near, plain
from procedures.payload import TALK, TOPICS
from procedures.text import fold
from procedures.text.syllables import split
from procedures.text.typing import meant

ROOT = Path(__file__).parents[1]
SETS = ("dev", "dev2", "heldout")
LEAST_OF_A_TOPIC = 250
LEAST_OF_TALK = 100
MOST_OF_ALL = 0.1
"""No intent may hold a larger share of the corpus: the classifier would learn that everything is likely that."""
NO_VIETNAMESE = re.compile(r"[^aeiouy]+|vneid|online|app|bot|chatbot|robot|visa|zalo")
"""Words that are no Vietnamese syllables and stand in messages of both languages: cccd, gplx, VNeID."""


class Message(NamedTuple):
    """A message and where it stands: a file of ``data/nlu``, or the name of a test set."""

    place: str
    text: str


@cache
def corpus() -> tuple[Message, ...]:
    found = []
    for path in sorted((ROOT / "data/nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = entry["examples"].splitlines()
            found += [Message(path.stem, line.strip().removeprefix("- ").strip()) for line in lines]
    return tuple(found)


@cache
def near_messages() -> tuple[tuple[Message, Message], ...]:
    """Pairs of near messages, the first of the corpus."""
    everything = [*corpus(), *(message for name in SETS for message in test_set(name))]
    pairs = [(everything[one], everything[other]) for one, other in near([message.text for message in everything])]
    return tuple(pair for pair in pairs if pair[0].place not in SETS)


def test_set(name: str) -> list[Message]:
    paths = sorted((ROOT / "tests/nlu" / name).glob("*.yml"))
    rows: list[dict[str, Any]] = [row for path in paths for row in yaml.safe_load(path.read_text("utf-8"))]
    return [Message(name, row["text"]) for row in rows]


test_set.__test__ = False  # type: ignore[attr-defined]  # no test, only a set of them


def is_english(text: str) -> bool:
    """A third of its words are no Vietnamese, not even what keyboards and chats make of it; rather no than yes."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words or fold(text) != " ".join(text.lower().split()) or meant(words) != words:
        return False
    foreign = [word for word in words if len(word) > 2 and not split(word) and not NO_VIETNAMESE.fullmatch(word)]
    return len(foreign) * 3 >= len(words)


def is_bare(text: str) -> bool:
    return any(char.isalpha() for char in text) and fold(text) == " ".join(text.lower().split())


def test_there_are_6000_messages_in_vietnamese_and_1200_in_english() -> None:
    english = sum(is_english(message.text) for message in corpus())
    assert english >= 1200
    assert len(corpus()) - english >= 6000


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("how soon can i get a new passport", True),
        ("is that written in law somewhere", True),
        ("làm visa ở đâu", False),
        ("lam visa online o dau", False),
        ("hoof sow goomf nhuwngx gif", False),
        ("cccd bhyt bn tien z", False),
        ("🙂", False),
    ],
)
def test_english_is_told_from_vietnamese(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_no_two_messages_of_the_corpus_say_nearly_the_same() -> None:
    pairs = [(one, other) for one, other in near_messages() if other.place not in SETS]
    assert not pairs, "\n".join(f"{one.place}: «{one.text}» – {other.place}: «{other.text}»" for one, other in pairs)


@pytest.mark.parametrize("name", SETS)
def test_no_message_of_the_corpus_is_near_one_of_a_test_set(name: str) -> None:
    """Short ones may be equal: everybody says «xin chào» and «nộp ở đâu», and the bot must have learned them."""
    pairs = [one for one, other in near_messages() if other.place == name and len(plain(one.text)) > SHORT]
    assert not pairs, "\n".join(f"{one.place}: «{one.text}»" for one in pairs)


@pytest.mark.parametrize(
    ("one", "other", "are_near"),
    [
        ("Hồ sơ gồm những gì?", "ho so gom nhung gi", True),
        ("đúng", "dừng", False),
        ("đúng", "dung", True),
        ("lệ phí làm hộ chiếu cho con nhỏ bao nhiêu tiền", "le phi lam ho chieu cho con nho bao nhieu tien a", True),
        ("lệ phí làm hộ chiếu cho con là bao nhiêu", "lệ phí làm căn cước cho con là bao nhiêu", False),
        ("😂😂😂", "....", False),
    ],
)  # fmt: skip
def test_near_is_equal_without_diacritics_or_nearly_equal_in_trigrams(one: str, other: str, are_near: bool) -> None:
    assert near([one, other]) == ([(0, 1)] if are_near else [])


def test_every_topic_and_every_act_of_talk_has_its_share() -> None:
    sizes = Counter(message.place for message in corpus())
    small = {topic for topic in TOPICS if sizes[topic] < LEAST_OF_A_TOPIC}
    small |= {talk for talk in TALK if sizes[talk] < LEAST_OF_TALK}
    assert {intent: sizes[intent] for intent in small} == {}
    assert [intent for intent, size in sizes.items() if size > MOST_OF_ALL * len(corpus())] == []


def test_messages_are_of_all_lengths_and_two_in_five_have_no_diacritics() -> None:
    vietnamese = [message.text for message in corpus() if not is_english(message.text)]
    lengths = [len(text.split()) for text in vietnamese]
    assert 0.05 < sum(length <= 3 for length in lengths) / len(lengths) < 0.25
    assert sum(length >= 15 for length in lengths) / len(lengths) > 0.04
    assert sum(length >= 30 for length in lengths) >= 30
    assert 0.3 < sum(is_bare(text) for text in vietnamese) / len(vietnamese) < 0.55
