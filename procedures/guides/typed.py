"""What somebody typed while a guide asks: one of the answers, or something said to the guide itself."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from procedures.guides.model import Option, Question
from procedures.guides.walk import Walk
from procedures.text import find_dates, fold, tokens
from procedures.text.phrases import Phrases
from procedures.text.reading import read

FEW = 3
"""Words that may follow a yes or a no."""
FEWEST, MOST = 2, 0.6
"""How many words of an answer, and which share of them, must be words of one option."""
LISTS = Path(__file__).with_name("typed.yml")
Command = Literal["back", "pause", "stop", "resume", "again", "change"]
Named = Mapping[str, Sequence[str]]
"""Values of what was recognised in the message (age, province, relation, group, level, channel, occasion), by kind."""
_EXACT: tuple[Command, ...] = ("back", "pause", "stop", "resume", "again")
_FIELDS = {"relation": "for_whom", "channel": "channel", "level": "level", "occasion": "occasion"}


def typed(question: Question, text: str, on: date, named: Named | None = None) -> str | None:
    """The id of the option meant; None where none is, or more than one."""
    named = named or {}
    return (
        _word_for_word(question, text)
        or _band(question, text, on, named)
        or _by_number(question, text)
        or (_yes_or_no(question, text) if question.reads == "yes_no" else None)
        or (
            None if asks(text) else _recognised(question, named) or _within(question, text) or _by_words(question, text)
        )
    )


def command(text: str) -> Command | None:
    """What is said to the guide: the whole message, but for «change», which names what to change."""
    words = _folded(text)
    for name in _EXACT:
        if words in _list(name):
            return name
    return "change" if any(words.startswith(phrase) for phrase in _list("change")) else None


def to_change(walk: Walk, text: str) -> str | None:
    """The answered question that «change the answer about …» names by its short words; None where that is not one."""
    begun = max((phrase for phrase in _list("change") if _folded(text).startswith(phrase)), key=len, default="")
    rest = f" {_folded(text).removeprefix(begun)} "
    meant = [
        step.question.id
        for step in walk.path
        if any(
            f" {_folded(words)} " in rest for words in (step.question.short.vi, step.question.short.en or "") if words
        )
    ]
    number = re.fullmatch(r"\D*(\d)\D*", rest)
    if not meant and number and 1 <= int(number[1]) <= len(walk.path):
        return walk.path[int(number[1]) - 1].question.id
    return meant[0] if len(meant) == 1 else None


def asks(text: str) -> bool:
    """Whether a message is a question rather than an answer."""
    return "?" in text or bool(_phrases("asks").find(read(text)))


def _word_for_word(question: Question, text: str) -> str | None:
    said = _folded(text)
    meant = {option.id for option in question.options if said in {_folded(words) for words in _words(option)}}
    return meant.pop() if len(meant) == 1 else None


def _by_number(question: Question, text: str) -> str | None:
    """«2», «cái thứ 2», «cho em chọn số 2 ạ», «cái đầu»."""
    around = _list("around")
    left = [word for word in _folded(text).split() if word not in around]
    place = int(left[0]) if len(left) == 1 and re.fullmatch(r"\d", left[0], re.ASCII) else _spoken(" ".join(left))
    if place == -1:
        return question.options[-1].id
    return question.options[place - 1].id if place and place <= len(question.options) else None


def _spoken(words: str) -> int | None:
    return next((int(number) for number, said in _numbers().items() if words in said), None)


def _yes_or_no(question: Question, text: str) -> str | None:
    said = _folded(text)
    answer = "yes" if said in _list("yes") else "no" if said in _list("no") else None
    if answer is None and not asks(text) and said not in _list("unsure"):
        answer = _begun_with(said)
    return answer if answer and question.option(answer) else None


def _begun_with(said: str) -> str | None:
    """«Chưa em ạ», «có rồi bạn»: yes or no, and a few words."""
    if any(said.startswith(words) for words in _list("unsure")):
        return None
    begun = {
        name: max((len(each) for each in _list(name) if f"{said} ".startswith(f"{each} ")), default=0)
        for name in ("yes", "no")
    }
    longer = max(begun, key=lambda name: begun[name])
    rest = said[begun[longer] :].split()
    return longer if begun["yes"] != begun["no"] and len(rest) <= FEW else None


def _band(question: Question, text: str, on: date, named: Named) -> str | None:
    value = {"age": _age, "days": _days}.get(question.reads, _nothing)(text, on, named)
    if value is None:
        return None
    bands = [option for option in question.options if option.from_ is not None or option.under is not None]
    for option in bands:
        if (option.from_ is None or value >= option.from_) and (option.under is None or value < option.under):
            return option.id
    return None


def _nothing(text: str, on: date, named: Named) -> int | None:
    return None


def _age(text: str, on: date, named: Named) -> int | None:
    known = [int(age) for age in named.get("age", ()) if age.isdigit()]
    if known:
        return known[-1]
    found = re.findall(r"(?<!\d)(\d{1,3})(?!\d)\s*(\w*)", _folded(text))
    if len(found) != 1:
        return None
    number, unit = found[0]
    return int(number) // 12 if unit in _list("months") else int(number)


def _days(text: str, on: date, named: Named) -> int | None:
    days = [(on - date.fromisoformat(each.value)).days for each in find_dates(text)]
    if days:
        return days[-1] if days[-1] >= 0 else None
    found = re.findall(r"(?<!\d)(\d{1,3})(?!\d)\s*(\w+)", _folded(text))
    lengths = {fold(unit): length for unit, length in _lists()["days"].items()}
    counted = [int(number) * lengths[unit] for number, unit in found if unit in lengths]
    return counted[0] if len(counted) == 1 else None


def _recognised(question: Question, named: Named) -> str | None:
    """The only option whose facts are what was recognised in the message; another province is «elsewhere»."""
    meant = [option for option in question.options if _says_so(option, named)]
    if not meant and question.reads == "province" and named.get("province"):
        meant = [option for option in question.options if option.facts.province is None]
    return meant[0].id if len(meant) == 1 else None


def _says_so(option: Option, named: Named) -> bool:
    told = option.facts
    if told.province and told.province in named.get("province", ()):
        return True
    if any(group in named.get("group", ()) for group in told.groups):
        return True
    fields = ((kind, getattr(told, field)) for kind, field in _FIELDS.items())
    return any(value is not None and str(value) in named.get(kind, ()) for kind, value in fields)


def _within(question: Question, text: str) -> str | None:
    """The only option some words of which stand in the message."""
    found = {match.value for match in _phrases_of(question).find(read(text))}
    return found.pop() if len(found) == 1 else None


def _by_words(question: Question, text: str) -> str | None:
    """The only option that holds most of the words: «để tự biết thông tin thôi»."""
    said = {word for word in _folded(text).split() if word not in _list("around") and word not in _list("beside")}
    if len(said) < FEWEST:
        return None
    held = {
        option.id: max(len(said & set(_folded(words).split())) for words in _words(option))
        for option in question.options
    }
    best = max(held, key=lambda each: held[each])
    others = max((number for each, number in held.items() if each != best), default=0)
    return best if held[best] >= FEWEST and held[best] >= MOST * len(said) and held[best] > others else None


@cache
def _phrases_of(question: Question) -> Phrases[str]:
    listed: dict[str, str] = {}
    for option in question.options:
        for words in _words(option):
            plain = _plain(words)
            if plain:
                listed.setdefault(plain, option.id)
    return Phrases(listed)


def _words(option: Option) -> list[str]:
    return [words for words in (option.title.vi, option.title.en, *option.says) if words]


def _plain(text: str) -> str:
    """The words without marks of punctuation, in small letters."""
    words = [text[span.start : span.end].lower() for span in tokens(text)]
    return " ".join(word for word in words if any(char.isalnum() for char in word))


def _folded(text: str) -> str:
    return fold(_plain(text))


@cache
def _lists() -> dict[str, Any]:
    return cast(dict[str, Any], yaml.safe_load(LISTS.read_text("utf-8")))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(_folded(str(words)) for words in _lists()[name])


@cache
def _numbers() -> dict[str, frozenset[str]]:
    return {str(number): frozenset(_folded(words) for words in said) for number, said in _lists()["numbers"].items()}


@cache
def _phrases(name: str) -> Phrases[str]:
    return Phrases(dict.fromkeys((_plain(str(words)) for words in _lists()[name]), name))
