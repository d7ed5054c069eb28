"""Copies of the examples as others would type them: without diacritics, and with slips of the finger."""

from collections.abc import Sequence
from random import Random

from bot.nlu.masking import Views
from bot.nlu.spelling import Spelling
from procedures.text import fold
from procedures.text.typing import meant

LETTERS_PER_SLIP = 8
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def with_copies(
    examples: Sequence[Views], topics: Sequence[str], seed: int, spelling: Spelling
) -> tuple[list[Views], list[str]]:
    """The examples, each once more without diacritics, where that makes a difference, and once more misspelt.

    ``spelling``: sets the misspelt ones right, as far as it can, as it does with messages.

    Copies without diacritics have no hidden words: names that no example held must not matter.
    """
    chance = Random(seed)
    both = list(zip(examples, topics, strict=True))
    bare = [(Views(e.folded, e.folded, told=e.told), topic) for e, topic in both if e.written != e.folded or e.hidden]
    slips = [(misspelt(example, chance, spelling), topic) for example, topic in both]
    everything = [*both, *bare, *slips]
    return [example for example, _ in everything], [topic for _, topic in everything]


def misspelt(example: Views, chance: Random, spelling: Spelling) -> Views:
    """The same message with about one slip in ten letters, set right as messages are (bot/nlu/spelling_corrector.py).

    Words that stand for masked parts stay whole.
    """
    written = [word if word.isupper() else _slip(word, chance) for word in example.written.split()]
    words = [word for word in written if word]
    meanings = [word if word.isupper() else meaning for word, meaning in zip(words, meant(words), strict=True)]
    read = spelling.read(meanings)
    folded = [word if word.isupper() else fold(word) for word in read]
    spelt = [now if now != meaning else word for word, meaning, now in zip(words, meanings, read, strict=True)]
    return Views(" ".join(spelt), " ".join(folded), example.hidden, example.told)


def _slip(word: str, chance: Random) -> str:
    letters = list(word)
    for place in range(len(letters)):
        if chance.random() * LETTERS_PER_SLIP < 1:
            kind = chance.choice(("left out", "left out", "another", "swapped", "twice"))
            if kind == "left out":
                letters[place] = ""
            elif kind == "twice":
                letters[place] *= 2
            elif kind == "another":
                letters[place] = chance.choice(_LETTERS)
            elif place + 1 < len(letters):
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)
