"""Splits a message into words, codes and placeholders; each token carries its true place and its folded form."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.words import words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class VietnameseTokenizer(Tokenizer):
    """Words of the message: ``text`` as the citizen wrote it, ``lemma`` folded (no case, no diacritics)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options of Rasa's tokenizers, which splits of intent names would use; ours are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of the message, in order; ``text[token.start:token.end] == token.text``."""
        text = message.get(attribute)
        return [
            Token(text[found.start : found.end], found.start, found.end, lemma=found.value) for found in words(text)
        ]
