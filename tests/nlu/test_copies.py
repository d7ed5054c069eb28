"""Copies of the examples for training."""

from random import Random

from bot.nlu.copies import misspelt, with_copies
from bot.nlu.masking import Views
from bot.nlu.spelling import Spelling

EXAMPLE = Views("làm PROCEDURE hết bao nhiêu tiền vậy anh chị", "lam PROCEDURE het bao nhieu tien vay anh chi", "cccd")
NO_WORDS = Spelling({}, {})


def test_an_example_gets_a_copy_without_diacritics_and_a_misspelt_one() -> None:
    examples, topics = with_copies([EXAMPLE, Views("alo", "alo")], ["fee", "greet"], seed=1, spelling=NO_WORDS)
    assert topics == ["fee", "greet", "fee", "fee", "greet"]
    assert examples[2] == Views(EXAMPLE.folded, EXAMPLE.folded)  # without the words of the name
    assert examples[3].hidden == "cccd"


def test_the_same_seed_makes_the_same_copies() -> None:
    assert with_copies([EXAMPLE], ["fee"], seed=1, spelling=NO_WORDS) == with_copies(
        [EXAMPLE], ["fee"], seed=1, spelling=NO_WORDS
    )


def test_a_misspelt_copy_differs_but_keeps_the_masked_part() -> None:
    seen = [misspelt(EXAMPLE, Random(seed), NO_WORDS) for seed in range(20)]
    assert all("PROCEDURE" in copy.written.split() and "PROCEDURE" in copy.folded.split() for copy in seen)
    assert sum(copy != EXAMPLE for copy in seen) > 15


def test_a_misspelt_copy_is_set_right_as_a_message_would_be() -> None:
    known = Spelling.of([EXAMPLE.folded.replace("PROCEDURE ", "").split()] * 9)
    seen = [misspelt(EXAMPLE, Random(seed), known).folded.split() for seed in range(20)]
    left = [misspelt(EXAMPLE, Random(seed), NO_WORDS).folded.split() for seed in range(20)]
    whole = set(EXAMPLE.folded.split())
    assert sum(len(set(words) - whole) for words in seen) < sum(len(set(words) - whole) for words in left) / 2
