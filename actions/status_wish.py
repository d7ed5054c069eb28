"""What a question about a dossier is after: a look-up by code, one that is followed, a status explained, an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from sqlalchemy.orm import Session

from actions.cues import has
from actions.marks import Word, phrase, places, stands, without
from actions.talk import Talk
from procedures.followed import Kept
from procedures.lookup import family_of

LISTS = Path(__file__).with_name("status_wish.yml")
ORDER = ("first", "second")

ASKING = ("status", "inform", "nlu_fallback", None)
"""Intents of messages that may be about a dossier."""
FEW = 8
"""Words up to which a message only asks for the reason."""

Kind = Literal["look_up", "again", "which", "forget", "which_forget", "meaning", "without_code"]


@dataclass(frozen=True)
class Wish:
    """``kept``: the followed dossiers it is about; ``statuses``: those to explain; ``why``: asks for the reason."""

    kind: Kind
    kept: tuple[Kept, ...] = ()
    statuses: tuple[int, ...] = ()
    why: bool = False


LOOK_UP = Wish("look_up")


def asks_why(talk: Talk) -> bool:
    """«Sao lại dừng vậy», right after a dossier was shown."""
    if talk.slot("topic") != "status" or talk.text.startswith("/") or talk.named("procedure"):
        return False
    words = phrase(talk.text)
    return len(words) <= FEW and _has(words, "why")


def wish(talk: Talk, session: Session, kept: Sequence[Kept]) -> Wish:
    """What the latest message is after. ``kept``: what the conversation follows.

    Everything that is not clearly something else is a look-up, for which the form asks code and date of birth.
    """
    words = () if talk.text.startswith("/") else phrase(talk.text)
    named = _named(talk, kept)
    if _has(words, "forget"):
        return _forget(words, named, kept)
    if talk.named("application_code"):
        return Wish("again", named, why=_has(words, "why")) if named else LOOK_UP
    if talk.named("code_begun") or (
        talk.intent not in ASKING and not asks_why(talk) and not has(talk.text, "dossier_news")
    ):
        return LOOK_UP
    if _has(words, "without_code"):
        return Wish("without_code")
    statuses = _statuses(words)
    if statuses and _has(words, "meaning"):
        return Wish("meaning", statuses=statuses)
    if talk.slot("application_code") or talk.slot("code_begun") or talk.named("birth_date"):
        return LOOK_UP
    return _again(talk, session, words, kept)


def is_without_code(text: str) -> bool:
    """Whether a message says that the code is not at hand."""
    return not text.startswith("/") and _has(phrase(text), "without_code")


def _forget(words: Sequence[Word], named: tuple[Kept, ...], kept: Sequence[Kept]) -> Wish:
    if named or len(kept) < 2 or _has(words, "all"):
        return Wish("forget", named or tuple(kept))
    chosen = _chosen(words, kept)
    return Wish("forget", chosen) if chosen else Wish("which_forget", tuple(kept))


def _again(talk: Talk, session: Session, words: Sequence[Word], kept: Sequence[Kept]) -> Wish:
    """Which of the followed dossiers is asked for again."""
    if not kept or _has(words, "another"):
        return LOOK_UP
    why = _has(words, "why")
    if _has(words, "the_other") and len(kept) == 1:
        return LOOK_UP
    if chosen := _chosen(words, kept):
        return Wish("again" if len(chosen) == 1 else "which", chosen, why=why)
    if (
        talk.intent != "status" and not asks_why(talk) and not has(talk.text, "dossier_news")
    ):  # so unclear a message asks for no dossier
        return LOOK_UP
    if talk.named("procedure"):
        about = _about(talk, session, kept)
        return Wish("again", about, why=why) if about else LOOK_UP
    if why and len(kept) > 1:
        return Wish("again", (_latest(kept),), why=True)
    return Wish("again", tuple(kept), why=why)


def _chosen(words: Sequence[Word], kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """«That other one», «the second»: those that the words leave; none where they say no such thing."""
    for place, name in enumerate(ORDER):
        if _has(words, name) and place < len(kept):
            return (kept[place],)
    if _has(words, "the_other"):
        latest = _latest(kept) if kept else None
        return tuple(each for each in kept if each != latest)
    return ()


def _latest(kept: Sequence[Kept]) -> Kept:
    return max(kept, key=lambda each: each.shown_at)


def _named(talk: Talk, kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The followed dossiers whose codes the message names, if it names no others."""
    by_code = {each.dossier.code: each for each in kept}
    codes = talk.named("application_code")
    return tuple(by_code[code] for code in codes) if all(code in by_code for code in codes) else ()


def _about(talk: Talk, session: Session, kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The followed dossiers of a procedure that the message names, or of its family."""
    named = set(talk.named("procedure"))
    families = {family_of(session, slug) or slug for slug in named}
    exact = tuple(each for each in kept if each.dossier.slug in named)
    return exact or tuple(
        each for each in kept if each.dossier.slug and family_of(session, each.dossier.slug) in families
    )


def _statuses(words: Sequence[Word]) -> tuple[int, ...]:
    """The statuses named, the longest names first: «không được tiếp nhận» is not «được tiếp nhận»."""
    left: list[Word | None] = [*words]
    found = []
    for number, name in _names():
        if places(left, name):
            found.append(number)
            left = without(left, name)
    return tuple(dict.fromkeys(found))


def _has(words: Sequence[Word], name: str) -> bool:
    return stands(words, _list(name))


@cache
def _list(name: str) -> list[tuple[Word, ...]]:
    return [phrase(each) for each in _lists()[name]]


@cache
def _names() -> list[tuple[int, tuple[Word, ...]]]:
    listed = [(number, phrase(name)) for number, names in _lists()["statuses"].items() for name in names]
    return sorted(listed, key=lambda each: -len(each[1]))


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = yaml.safe_load(LISTS.read_text("utf-8"))
    return lists
