"""Words that people use for several procedures: «cccd», «khai sinh», «hộ khẩu», «đất» (everyday.yml)."""

from functools import cache
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from actions.bare_question import WORD, scan
from actions.marks import Word, apart, near, phrase, places
from actions.say import Reply
from actions.talk import Talk
from actions.topic import remember
from procedures.answers import choices
from procedures.answers.compose import PARTS

LISTS = Path(__file__).with_name("everyday.yml")
OPEN = ("overview", None)
"""What was asked last where nothing waits for the name."""


def which_kind(talk: Talk, session: Session) -> Reply | None:
    """«Which of these?», where such a word is all that the message names."""
    if talk.text.startswith("/"):
        return None
    heard = near(phrase(talk.text), (words for words, _, _ in _listed()))
    for words, mean, alone in _listed():
        if words not in heard:
            continue
        topics = _asked_beside(talk.text, words)
        if topics is None:
            continue
        if alone and (topics or talk.slot("topic") not in OPEN):
            return None
        if talk.slot("procedure") in mean or _names_one(talk, mean, words):
            return None
        topic = topics[0] if topics else talk.slot("topic")
        topic = topic if topic in PARTS else "overview"
        return remember(choices(session, mean, topic, on=talk.on, lang=talk.lang), topic)
    return None


def _names_one(talk: Talk, mean: list[str], words: tuple[Word, ...]) -> bool:
    """«Làm lại giấy khai sinh»: a longer name, of one of them."""
    least = sum(len(word.plain) for word in words) + len(words)
    return any(each.value in mean[1:] and each.end - each.start > least for each in talk.entities)


def _asked_beside(text: str, wanted: tuple[Word, ...]) -> tuple[str, ...] | None:
    """What a message asks beside these words; None where they are not in it, or not all that it names."""
    found = list(WORD.finditer(text))
    at = places([apart(each.group().lower()) for each in found], wanted)
    if not at:
        return None
    return scan(text, [(found[at[0]].start(), found[at[0] + len(wanted) - 1].end())])


@cache
def _listed() -> list[tuple[tuple[Word, ...], list[str], bool]]:
    """Words, slugs, and whether only alone; the longest first."""
    listed = [
        (phrase(words), each["mean"], bool(each.get("alone")))
        for each in yaml.safe_load(LISTS.read_text("utf-8"))
        for words in each["words"]
    ]
    return sorted(listed, key=lambda each: -len(each[0]))
