"""Parts of a message that say what it is about, not what is asked: names, codes, personal numbers.

Components record such parts here; the topic classifier then sees one word in their place, so that topics are learned
from the words around a name and a new procedure needs no training
(docs/adr/0003-topics-are-intents-procedures-are-data.md).
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.tokenizer import SPELT

MASKS = "masks"
"""Attribute of the message: ``Mask`` objects, which do not overlap."""
HINTS = "hints"
"""Attribute of the message: words added for the classifier, which hide nothing."""
HIDDEN = "hidden"
"""Attribute of the message: the tokens of the names that were masked."""
TOLD = "told"
"""Attribute of the message: ``(start, end, kind)`` of each fact that somebody tells of the case."""

_TAIL = 4
_FEW, _SOME = 2, 5
"""Words beside the facts of a message that has hardly any others, or some."""


@dataclass(frozen=True)
class Mask:
    """``text[start:end]`` is seen as one word, ``word``, in capitals: no word that somebody typed looks like it.

    An empty word hides the part and shows nothing in its place.
    """

    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Views:
    """A masked message in its two forms: as written (NFC, lower case) and folded (no diacritics).

    ``hidden``: the folded words of the names that were masked. «Quên mật khẩu VNeID» is a name and says what is asked.
    ``told``: the kinds of the facts that are told, and how much is said beside them: «mẹ tôi 72 tuổi» asks nothing.
    """

    written: str
    folded: str
    hidden: str = ""
    told: str = ""

    @property
    def tail(self) -> str:
        """The last words: there people put their question."""
        return " ".join(self.folded.split()[-_TAIL:])


def add_mask(message: Message, start: int, end: int, word: str) -> None:
    """Records one part; a part that overlaps an earlier one is left as it was recorded first."""
    masks: list[Mask] = list(message.get(MASKS) or [])
    if not any(start < mask.end and mask.start < end for mask in masks):
        message.set(MASKS, [*masks, Mask(start, end, word)])


def add_hint(message: Message, word: str) -> None:
    """Adds a word to what the classifier sees."""
    message.set(HINTS, [*(message.get(HINTS) or []), word])


def add_name(message: Message, tokens: list[Token], word: str = "PROCEDURE") -> None:
    """Masks the tokens of a procedure's name; where others stand between, those stay to be seen."""
    for token in tokens:
        add_mask(message, token.start, token.end, word)
        word = ""
    message.set(HIDDEN, [*(message.get(HIDDEN) or []), *tokens])


def is_masked(message: Message, start: int, end: int) -> bool:
    """Whether any of ``text[start:end]`` was recorded before."""
    return any(start < mask.end and mask.start < end for mask in message.get(MASKS) or [])


def add_entity(
    message: Message, kind: str, start: int, end: int, value: str, extractor: str, confidence: float = 1.0
) -> None:
    """Adds an entity to what the message holds already."""
    entity: dict[str, Any] = {
        "entity": kind, "start": start, "end": end, "value": value, "confidence_entity": confidence,
        "extractor": extractor,
    }  # fmt: skip
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), entity], add_to_output=True)


def views(message: Message, start: int = 0, end: int | None = None) -> Views:
    """Its words, each masked part as one, then the hints; marks and emoji but ``?`` are left out.

    ``start``, ``end``: only of that part of the text, then without hints.
    """
    tokens: list[Token] = [
        token
        for token in message.get(TOKENS_NAMES[TEXT]) or []
        if start <= token.start and (end is None or token.end <= end)
    ]
    masks: list[Mask] = sorted(message.get(MASKS) or [], key=lambda mask: mask.start)
    masks = [mask for mask in masks if start <= mask.start and (end is None or mask.end <= end)]
    inside = {token.start for token in tokens}
    written: list[str] = []
    folded: list[str] = []
    hidden = [token.lemma for token in message.get(HIDDEN) or [] if token.start in inside]
    for token in tokens:
        while masks and masks[0].start <= token.start:
            mask = masks.pop(0)
            if mask.word:
                written.append(mask.word)
                folded.append(mask.word)
        if not is_masked(message, token.start, token.end) and (token.text == "?" or token.lemma[:1].isalnum()):
            written.append(token.get(SPELT) or unicodedata.normalize("NFC", token.text).lower())
            folded.append(token.lemma)
    told = _told(message, tokens, start, end)
    hints = message.get(HINTS) or [] if end is None else []
    rest = [*(mask.word for mask in masks if mask.word), *hints]
    written += rest
    folded += rest
    return Views(" ".join(written), " ".join(folded), " ".join(hidden), told)


def _told(message: Message, tokens: list[Token], start: int, end: int | None) -> str:
    told = [
        (first, last, kind)
        for first, last, kind in message.get(TOLD) or []
        if start <= first and (end is None or last <= end)
    ]
    if not told:
        return ""
    others = sum(
        token.lemma[:1].isalnum() and not any(first <= token.start < last for first, last, _ in told)
        for token in tokens
    )
    rest = "ALONE" if others <= _FEW else "BESIDE" if others <= _SOME else "WITHIN"
    return " ".join([*(kind.upper() for _, _, kind in told), rest])
