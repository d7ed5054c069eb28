"""Does a message name a procedure that we don't know? Then the one talked about is no answer to it."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from actions.context import named
from actions.marks import Word, apart, fits, near, phrase, places, stands, without_all
from actions.offers import name_of, plain
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.lookup import LookupFailed, in_force
from procedures.text import PLACEHOLDER, fold, tokens
from procedures.words import say

LISTS = Path(__file__).with_name("another.yml")


def ask_back(talk: Talk, session: Session, topic: str) -> Reply | None:
    """«Do you mean the one talked about?», where a message names no procedure of ours but seems to name another."""
    current = talk.slot("procedure")
    if not current or talk.text.startswith("/") or not unknown_names(talk.text):
        return None
    meant = named(talk, session)
    name = name_of(talk, session, current)
    if meant.slugs or meant.unknown_code or not name or _own(talk, session, current):
        return None
    buttons = [(name, current, topic), (say("button.find", talk.lang), None, "restart"), plain(talk, "human")]
    payload = simple(
        "actions.another", "asked_back", "choices", lang=talk.lang, topic=topic, buttons=buttons, name=name
    )
    return one(payload, topic=topic, candidates=[current])


def unknown_names(text: str) -> list[str]:
    """The beginnings, two or three folded words each, of what may be names of procedures in a message."""
    text = PLACEHOLDER.sub(" . ", text)
    words = [text[span.start : span.end].lower() for span in tokens(text)]
    message: list[Word | None] = [apart(word) if word.isalpha() else None for word in words]
    message = without_all(message, _list("no_introductions"))
    found = [(at, at + len(each)) for each in near(message, _list("introductions")) for at in places(message, each)]
    begins = {begin for begin, _ in found}
    names = []
    for _, start in found:
        length = next((n for n in (2, 3) if _special(message[start + n - 1 : start + n])), 0)
        name = message[start : start + length]
        # In «thủ tục đăng ký …» the name follows the second introduction.
        if name and None not in name and _special(name[:1]) and start not in begins:
            names.append(fold(" ".join(words[start : start + length])))
    return names


def introduced(text: str) -> bool:
    """Whether a message speaks of a procedure, whatever its name."""
    message = phrase(text)
    return stands(message, _list("official"))


def _special(words: Sequence[Word | None]) -> bool:
    """Whether there is a word that may be part of a name."""
    return any(word and not any(fits(word, each) for each in _ordinary()) for word in words)


def _own(talk: Talk, session: Session, slug: str) -> bool:
    """Whether all of these are words of the procedure talked about: its names, or papers that it needs."""
    try:
        record = in_force(session, slug, talk.on).record
    except LookupFailed:
        return False
    known = fold(record.model_dump_json())
    return all(name in known for name in unknown_names(talk.text))


@cache
def _list(name: str) -> list[tuple[Word, ...]]:
    return [phrase(each) for each in yaml.safe_load(LISTS.read_text("utf-8"))[name]]


@cache
def _ordinary() -> frozenset[Word]:
    return frozenset(word for line in _list("ordinary") for word in line)
