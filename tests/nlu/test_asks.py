"""One question or two."""

from collections.abc import Callable, Sequence

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.asks import asks
from bot.nlu.masking import Views

Understand = Callable[[str], Message]
CUES = (("giay to", "documents"), ("bao lau", "time"), ("tre hen", "status"), ("khac", "compare"), ("chao", "greet"))


def told(parts: Sequence[Views]) -> list[tuple[str, float]]:
    """Knows a topic by its cue; without one it is not sure."""
    return [next(((topic, 0.9) for cue, topic in CUES if cue in part.folded), ("fee", 0.2)) for part in parts]


CASES = [
    ("cccd cần giấy tờ gì và bao lâu có", "documents", [("documents", "identity-card"), ("time", "identity-card")]),
    ("cccd cần giấy tờ gì? lý lịch tư pháp bao lâu có", "time",
     [("documents", "identity-card"), ("time", "criminal-record")]),
    ("cccd cần giấy tờ gì, còn lý lịch tư pháp cần giấy tờ gì", "documents",
     [("documents", "identity-card"), ("documents", "criminal-record")]),
    ("bao lâu có và giấy tờ gì", "time", [("time", None), ("documents", None)]),
    ("cccd cần giấy tờ gì, tôi ở xa lắm", "documents", [("documents", "identity-card")]),
    ("cccd và lý lịch tư pháp cần giấy tờ gì", "documents", [("documents", None)]),
    ("xin chào, cccd bao lâu có", "time", [("time", "identity-card")]),
    ("cccd cần giấy tờ gì bao lâu có", "time", [("documents", "identity-card"), ("time", "identity-card")]),
    ("cccd khác lý lịch tư pháp", "compare", [("compare", "identity-card"), ("compare", "criminal-record")]),
    ("khác nhau sao", "compare", [("compare", None)]),
    ("tui chưa có giấy tờ, cccd bao lâu có", "time", [("documents", "identity-card"), ("time", "identity-card")]),
    ("hồ sơ trễ hẹn rồi, cccd bao lâu có", "time", [("time", "identity-card")]),
    ("hồ sơ trễ hẹn đâu rồi, cccd bao lâu có", "time", [("status", "identity-card"), ("time", "identity-card")]),
    ("xin chào và giấy tờ", "greet", [("greet", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "intent", "expected"), CASES)
def test_a_message_asks_this(
    understand: Understand, text: str, intent: str, expected: list[tuple[str, str | None]]
) -> None:
    found = asks(understand(text), intent, told)
    assert [(ask["topic"], ask["procedure"]) for ask in found] == expected


def test_what_was_not_understood_asks_nothing(understand: Understand) -> None:
    assert asks(understand("…"), None, told) == []


def test_a_long_story_is_not_cut(understand: Understand) -> None:
    assert len(asks(understand("giấy tờ gì, " + "tôi kể dài " * 30 + ", bao lâu có"), "time", told)) == 1
