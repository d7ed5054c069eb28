"""Recognises procedures by the names that the knowledge base publishes, as they are at this moment."""

import json
import os
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

from bot.nlu.found import Found
from bot.nlu.live_names import LiveNames
from bot.nlu.masking import add_entity, add_hint, add_name
from bot.nlu.names_source import source
from bot.nlu.tokenizer import AS_TYPED, MEANT

_NO_NAMES: dict[str, Any] = {"version": "", "names": []}
_COPY = "names.json"


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=True,
)  # as a "featurizer" it also runs over the training examples, so that they are masked as messages will be
class ProcedureMatcher(GraphComponent):
    """Gives an entity ``procedure`` (value: slug) for each bearer of a name, ``variant`` for names that need context.

    ``unknown_procedure`` (value: its words) for an official procedure that the catalog does not hold, ``mentioned`` for
    names beside the one asked about (bot/nlu/beside.py), ``guide`` for what starts a guide, with ``procedure`` for what
    it is about. The names come from NAMES_URL or NAMES_FILE (bot/nlu/names_source.py); "training" only keeps a copy of
    them in the model, for a start without either.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``names_file``: used when neither NAMES_URL nor NAMES_FILE is set. ``every``: seconds between two looks.

        ``seconds``: how long NAMES_URL may take to answer.
        """
        return {"names_file": "var/names.json", "every": 1.0, "seconds": 3.0}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, copy: dict[str, Any]) -> None:
        """``copy``: the content kept in the model."""
        self._storage = storage
        self._resource = resource
        self.names = LiveNames(source(os.environ, config["names_file"], config["seconds"]), copy, config["every"])

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ProcedureMatcher":  # fmt: skip
        """A matcher without a kept copy."""
        return cls(config, model_storage, resource, _NO_NAMES)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> "ProcedureMatcher":  # fmt: skip
        """A matcher that falls back on the copy in the model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, json.loads((folder / _COPY).read_text("utf-8")))

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps a copy of the names in the model; nothing is learned."""
        content = self.names.current.content
        with self._storage.write_to(self._resource) as folder:
            (folder / _COPY).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Masks the names in the examples."""
        for example in training_data.training_examples:
            self._mark(example)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities and masks; from the first message on the file is watched."""
        self.names.start()
        for message in messages:
            self._mark(message)
        return messages

    def _mark(self, message: Message) -> None:
        tokens: list[Token] | None = message.get(TOKENS_NAMES[TEXT])
        if not tokens:
            return
        known = self.names.current
        # What no example held may be a word of a name published since, and then is not misspelt.
        folded = [token.get(AS_TYPED) if known.holds(token.get(AS_TYPED)) else token.lemma for token in tokens]
        names = known.find(folded, [token.get(MEANT) for token in tokens])
        for found in names:
            start, end = tokens[found.first].start, tokens[found.last - 1].end
            values = (message.get(TEXT)[start:end],) if found.unknown else found.slugs
            kinds = [_kind(found)]
            if found.guide and not any(_is_asked_within(name, found) for name in names):
                kinds.append("procedure")  # «vợ mới sinh cần làm gì» names nothing: it is about what its guide is about
            for kind in kinds:
                for value in values:
                    add_entity(message, kind, start, end, value, type(self).__name__, found.confidence)
            if found.context:
                add_hint(message, "VARIANT")  # not masked: «hết hạn» is a short name, and also what is asked
            elif not found.guide:
                add_name(message, [tokens[place] for place in found.places], "OTHER" if found.unknown else "PROCEDURE")
            elif len(kinds) > 1:
                add_hint(message, "PROCEDURE")  # not masked either: most of a guide's phrase is what is asked


def _is_asked_within(name: Found, guide: Found) -> bool:
    asked = not (name.guide or name.context or name.beside or name.unknown)
    return asked and name.first < guide.last and guide.first < name.last


def _kind(found: Found) -> str:
    if found.unknown:
        return "unknown_procedure"
    if found.beside:
        return "mentioned"
    return "variant" if found.context else "guide" if found.guide else "procedure"
