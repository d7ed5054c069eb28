"""Gives each misspelt word of a message what was meant, before names, facts and topics are looked for."""

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.spelling import Spelling
from bot.nlu.tokenizer import AS_TYPED, MEANT, SPELT
from procedures.text import fold
from procedures.text.provinces import NAMES

_FILE = "spelling.json"
PLACES = [name.lower().split() for name in NAMES]
"""Few examples name them, and none of them is a slip; twice, so that one that is misspelt is set right."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SpellingCorrector(GraphComponent):
    """Exchanges ``lemma`` and MEANT of misspelt tokens; the citizen's own text and places stay.

    Such a token bears SPELT: what was meant, with its diacritics as far as they are known. AS_TYPED is its lemma as it
    was, where no example held that: it may be a word of a name that was published since.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, spelling: Spelling) -> None:
        """``spelling``: knows nothing before training."""
        self._storage = storage
        self._resource = resource
        self._spelling = spelling

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SpellingCorrector":  # fmt: skip
        """One that is still to be trained."""
        return cls(model_storage, resource, Spelling({}, {}))

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> "SpellingCorrector":  # fmt: skip
        """The trained one."""
        with model_storage.read_from(resource) as folder:
            content = json.loads((folder / _FILE).read_text("utf-8"))
        return cls(model_storage, resource, Spelling(content["words"], content["pairs"]))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which words follow each other in the examples and in names of provinces."""
        listed = [example.get(TOKENS_NAMES[TEXT]) or [] for example in training_data.training_examples]
        said = [[word for token in tokens for word in token.get(MEANT).split()] for tokens in listed]
        self._spelling = Spelling.of([*said, *PLACES, *PLACES])
        with self._storage.write_to(self._resource) as folder:
            content = {"words": self._spelling.words, "pairs": self._spelling.pairs}
            (folder / _FILE).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets words right."""
        for message in messages:
            tokens: list[Token] = message.get(TOKENS_NAMES[TEXT]) or []
            meanings = [token.get(MEANT) for token in tokens]
            for token, meaning, read in zip(tokens, meanings, self._spelling.read(meanings), strict=True):
                if read != meaning:
                    if not self._spelling.knows(token.lemma):
                        token.set(AS_TYPED, token.lemma)
                    token.lemma = fold(read)
                    token.set(MEANT, read)
                    token.set(SPELT, read)
        return messages
