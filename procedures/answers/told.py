"""Says what a citizen has told: as the reason of an answer, and with how to change it."""

from collections.abc import Iterable, Sequence

from procedures.answers.narrowed import Narrowed
from procedures.conditions import Told
from procedures.facts import Facts
from procedures.text.provinces import PROVINCES
from procedures.words import say

OTHERS = ("child", "parent", "spouse", "family", "ward", "other")


def case(told: Iterable[Told], lang: str) -> str:
    """«làm cho con; 5 tuổi; nộp trực tuyến»."""
    return "; ".join(_phrase(name, value, lang) for name, value in told)


def because(told: Sequence[Told], facts: Facts, lang: str) -> str:
    """«Vì anh/chị là sinh viên và nộp trực tuyến»; about somebody else or an age, the case without «you»."""
    if facts.age is not None or facts.for_whom in OTHERS:
        return say("facts.case", lang, case=case(told, lang))
    phrases = [_phrase(name, value, lang) for name, value in told]
    first, last = ", ".join(phrases[:-1]), phrases[-1]
    return say("facts.because", lang, case=say("facts.and", lang, first=first, last=last) if first else last)


def all_told(facts: Facts) -> list[Told]:
    """Everything told, in the order of ``Facts``."""
    told: list[Told] = []
    for name, value in facts.to_json().items():
        told += [("group", group) for group in value] if name == "groups" else [(name, value)]
    return told


def told_line(narrowed: Narrowed, lang: str) -> str:
    """For which case the answer is, how much was left out, and how to change it."""
    key = "facts.others" if narrowed.all_others else "facts.left_out" if narrowed.left_out else "facts.told"
    return say(
        key, lang, case=case(narrowed.reasons, lang), number=narrowed.left_out, forget=say("button.forget", lang)
    )


def _phrase(name: str, value: str | int, lang: str) -> str:
    if name == "province":
        return say("facts.province", lang, name=PROVINCES.get(str(value), value))
    if name in ("age", "level"):
        return say(f"facts.{name}", lang, number=value)
    return say(f"facts.{name}.{value}", lang)
