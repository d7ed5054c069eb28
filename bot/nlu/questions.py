"""Where a message that asks two things may be cut in two.

Between clauses, before «và», «còn», «với lại», after «?»; and, for those who type no marks, after a word that ends
questions («sang tên xe cần gì nộp chỗ nào»).
"""

from collections.abc import Iterator, Sequence

from rasa.nlu.tokenizers.tokenizer import Token

from bot.nlu.tokenizer import MEANT
from procedures.text import fold

_MARKS = frozenset("?,;.!")
_JOINTS = (("va",), ("con",), ("voi", "lai"), ("dong", "thoi"), ("cung", "nhu"), ("and",), ("also",), ("plus",))
_ENDS = frozenset(
    ["gi", "nao", "khong", "dau", "tien", "ngay", "lau", "sao", "chua", "chi", "mo", "tuan", "duoc", "phi"]
)
_ASKING = (
    "gì", "nào", "đâu", "sao", "mấy", "nhiêu", "lâu", "ai", "mô", "răng", "nhỉ", "nớ", "hả", "chăng", "mẫu",
    "phí", "giá", "khác", "what", "how", "where", "when", "who", "which", "why", "can", "do", "does", "is", "are",
    "any", "should",
)  # fmt: skip
_ASKING_LAST = ("không", "chưa", "chi", "hông", "được", "chớ", "hem")
"""Words of a question, and those that make one only where they end it («không có thẻ» asks nothing)."""
_WRITTEN = dict.fromkeys(_ASKING, True) | dict.fromkeys(_ASKING_LAST, False)
_FOLDED = {fold(word): anywhere for word, anywhere in _WRITTEN.items()}
_LAST = 3
"""Words at the end: «được không ạ», «chưa vậy em»."""
_FEWEST = 2
"""Words that each part holds at least."""


def cuts(tokens: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    """For each place to cut: where the first part ends and the second begins, in characters; whether it is marked."""
    lemmas = [token.lemma for token in tokens]
    for place in range(_FEWEST, len(tokens) - _FEWEST + 1):
        if lemmas[place - 1] in _MARKS:
            yield tokens[place - 1].end, tokens[place].start, True
            continue
        for joint in _JOINTS:
            if tuple(lemmas[place : place + len(joint)]) == joint and place + len(joint) + _FEWEST <= len(tokens):
                yield tokens[place - 1].end, tokens[place + len(joint)].start, True
                break
        else:
            ends = lemmas[place - 1].rsplit(" ", 1)[-1] in _ENDS
            if ends and place > _FEWEST and lemmas[place] not in _MARKS:
                yield tokens[place - 1].end, tokens[place].start, False


def asks_something(tokens: Sequence[Token]) -> bool:
    """Whether a part of a message holds a word of a question, and does not only tell what led to one."""
    said = [word for token in tokens for word in token.get(MEANT, token.lemma).split()]
    for behind, word in enumerate(reversed(said)):
        anywhere = (_FOLDED if word == fold(word) else _WRITTEN).get(word)
        if word == "?" or anywhere or (anywhere is False and behind < _LAST):
            return True
    return False
