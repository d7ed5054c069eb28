"""Splits a message into words, codes and placeholders; each token carries its true place and what was meant, folded."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.words import words
from procedures.text import fold
from procedures.text.typing import meant

MEANT = "meant"
"""Key of what a token was meant to be, with the diacritics that it bears."""
SPELT = "spelt"
"""Key of the same where the token was misspelt (bot/nlu/spelling_corrector.py)."""
AS_TYPED = "as_typed"
"""Key of the lemma of a misspelt token as it was, where no example held that word."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class VietnameseTokenizer(Tokenizer):
    """Words of the message: ``text`` as the citizen wrote it, ``lemma`` as it was meant, folded.

    A lemma may be of several words: «bn» is "bao nhieu" (procedures/text/typing.py).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options of Rasa's tokenizers, which splits of intent names would use; ours are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of the message, in order; ``text[token.start:token.end] == token.text``."""
        text = message.get(attribute)
        found = words(text)
        known = meant([text[word.start : word.end] for word in found])
        return [
            Token(text[word.start : word.end], word.start, word.end, data={MEANT: meaning}, lemma=fold(meaning))
            for word, meaning in zip(found, known, strict=True)
        ]
