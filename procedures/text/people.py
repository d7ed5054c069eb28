"""For whom a thing is done: «cho con», «mẹ tôi», «my son»; not how people call themselves (people.json)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from procedures.text.groups import is_denied
from procedures.text.phrases import Match, Phrases, span_of
from procedures.text.reading import Word, marks, read
from procedures.text.writing import Span, fold

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("people.json").read_text("utf-8"))
_NONE = ("", "")
_CLEAR_BARE = frozenset(("ong", "ong ba", "ong anh", "ba chi", "thang em", "dua em"))
"""The kin that nothing else is written like without diacritics: «chu toi» may be «chữ, tôi»."""
_HARDLY_BARE = frozenset(("ma", "bam", "tia"))
"""«má» without diacritics is nearly always «mà» or «mã»."""
_SPOKEN_TO = frozenset(("chao", "nho", "hoi", "voi", "thua", "da", "vang", "cam", "on"))
_ASKED_OF_MINE = frozenset(("dau", "han", "nay", "gio", "luc", "noi", "ngay"))
_CLOSEST = ("child", "parent", "spouse")
_ENGLISH_CUES = frozenset(("my", "our", "his", "her", "myself"))
_FAR = 4
"""Words between «my» and whom it belongs to: «my 5 year old son»."""


def _relations() -> dict[str, tuple[str, str]]:
    listed = {
        phrase: (relation, strength)
        for relation, strengths in _DATA["relations"].items()
        for strength, phrases in strengths.items()
        for phrase in phrases
        if strength != "for" or phrase not in strengths.get("kin", ())
    }
    listed |= {phrase: (relation, "english") for relation, phrases in _DATA["english"].items() for phrase in phrases}
    return listed | dict.fromkeys(_DATA["none"], _NONE)


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _DATA[name])


def _owners(name: str) -> dict[str, str]:
    return {fold(word): marks(word) for word in _DATA[name]}


def _neighbours(name: str) -> dict[str, frozenset[str]]:
    return {fold(word): frozenset(map(fold, others)) for word, others in _DATA[name].items()}


_RELATIONS = Phrases(_relations())
_ALSO_FOR = frozenset(fold(word) for word in _DATA["relations"]["family"]["for"])
_FOR, _FOR_CHILD, _ASK_FOR, _GOES_ON = (_words(name) for name in ("for", "for_child", "ask_for", "child_goes_on"))
_OWNERS, _STRICT = _owners("owners"), _owners("strict_owners")
_NEVER_BEFORE, _NEVER_AFTER = _neighbours("never_before"), _neighbours("never_after")


def find_relations(text: str) -> list[Span]:
    """For whom: ``kind`` "relation", ``value`` as When.for_whom in procedures/record.py has it."""
    return relations_in(read(text))


def relations_in(words: Sequence[Word]) -> list[Span]:
    """As ``find_relations``, over words that were read already."""
    return [
        Span("relation", *span_of(words, match.first, match.last), match.value[0])
        for match in _RELATIONS.find(words)
        if match.value != _NONE and _is_somebody_else(words, match)
    ]


def _is_somebody_else(words: Sequence[Word], match: Match[tuple[str, str]]) -> bool:
    strength = match.value[1]
    before = words[match.first - 1].folded if match.first else ""
    after = words[match.last].folded if match.last < len(words) else ""
    if after == "oi" or before in _NEVER_BEFORE.get(match.phrase, ()) or after in _NEVER_AFTER.get(match.phrase, ()):
        return False
    if strength == "english":
        near = [word.folded for word in words[max(0, match.first - _FAR) : match.first]]
        return match.phrase == "myself" or bool(_ENGLISH_CUES.intersection(near))
    if is_denied(words, match.first):
        return False
    if strength == "sure" and match.value[0] == "family" and before in _SPOKEN_TO:  # «chào em gái»
        return False
    if before == "cho" and words[match.first - 1].meant != "cho":  # «chó con»
        return False
    several = match.last - match.first > 1
    if strength == "sure" or (strength == "plain" and not match.bare):
        return several or after not in _ASK_FOR
    if strength == "for" or (strength == "kin" and match.phrase in _ALSO_FOR and before == "cho"):
        return before == "cho" and after not in _ASK_FOR
    if strength == "kin":
        return _is_kin(words, match)
    if _is_of_an_age(words, match.last) or (match.first == 0 and match.phrase in ("con", "be") and after in _GOES_ON):
        return True
    owned = _owner(words, match) in _OWNERS
    if match.bare:  # «me», «vo», «be»: mê, vỏ, bể
        if several:
            return before in _FOR or before in _FOR_CHILD or owned
        if match.phrase in _HARDLY_BARE:
            return owned and before in ("cho", "cua")
        return owned if before != "cho" else after not in _ASK_FOR
    if owned or (before in _FOR and after not in _ASK_FOR):
        return True
    if match.phrase != "con":
        return False
    return before in _FOR_CHILD or (before == "co" and words[match.first - 1].meant == "có")


def _is_of_an_age(words: Sequence[Word], behind: int) -> bool:
    """«con 8 tuổi», «mẹ 58t»: whoever has an age is no mark of address."""
    said = [word.folded for word in words[behind : behind + 2]]
    return len(said) > 1 and said[0].isdecimal() and said[1] == "tuoi"


def _is_kin(words: Sequence[Word], match: Match[tuple[str, str]]) -> bool:
    """«em tôi», «chú của tôi», «anh nhà em»; not «chào anh, tôi …», nor «hồ sơ của em tới đâu»."""
    before = words[match.first - 1].folded if match.first else ""
    if match.bare and match.phrase not in _CLEAR_BARE:
        return False
    behind = words[match.last + 1].folded if match.last + 1 < len(words) else ""
    if before in _SPOKEN_TO or (before == "cua" and behind in _ASKED_OF_MINE):
        return False
    return _owner(words, match) in _STRICT


def _owner(words: Sequence[Word], match: Match[tuple[str, str]]) -> str:
    """Whose it is, folded: the word after it, or after «của», «nhà» («con của dân» and «con nhà nghèo» are nobody's).

    Empty where that word bears other diacritics than an owner: «em tới», «anh Minh» (who may be meant without them).
    """
    rest = list(words[match.last : match.last + 2])
    if rest and rest[0].folded in ("cua", "nha"):
        del rest[0]
    if not rest:
        return ""
    typed = marks(rest[0].meant)
    right = _OWNERS.get(rest[0].folded) == typed or (not typed and rest[0].folded != "minh")
    bare_minh = rest[0].meant == "minh" and match.value[0] in _CLOSEST
    return rest[0].folded if right or bare_minh else ""
