"""Where a message that asks two things may be cut in two.

Between clauses, before «và», «còn», «với lại», after «?»; and, for those who type no marks, after a word that ends
questions («sang tên xe cần gì nộp chỗ nào»).
"""

from collections.abc import Iterator, Sequence

from rasa.nlu.tokenizers.tokenizer import Token

_MARKS = frozenset("?,;.!")
_JOINTS = (("va",), ("con",), ("voi", "lai"), ("dong", "thoi"), ("cung", "nhu"), ("and",), ("also",), ("plus",))
_ENDS = frozenset(
    ["gi", "nao", "khong", "dau", "tien", "ngay", "lau", "sao", "chua", "chi", "mo", "tuan", "duoc", "phi"]
)
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
