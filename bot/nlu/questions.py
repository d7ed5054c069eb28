"""Where a message that asks two things may be cut in two: between clauses, before «và», «còn», «với lại», after «?»."""

from collections.abc import Iterator, Sequence

from rasa.nlu.tokenizers.tokenizer import Token

_MARKS = frozenset("?,;.!")
_JOINTS = (("va",), ("con",), ("voi", "lai"), ("dong", "thoi"), ("cung", "nhu"), ("and",), ("also",), ("plus",))
_FEWEST = 2
"""Words that each part holds at least."""


def cuts(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """For each place to cut: where the first part ends and the second begins, in characters."""
    lemmas = [token.lemma for token in tokens]
    for place in range(_FEWEST, len(tokens) - _FEWEST + 1):
        if lemmas[place - 1] in _MARKS:
            yield tokens[place - 1].end, tokens[place].start
            continue
        for joint in _JOINTS:
            if tuple(lemmas[place : place + len(joint)]) == joint and place + len(joint) + _FEWEST <= len(tokens):
                yield tokens[place - 1].end, tokens[place + len(joint)].start
                break
