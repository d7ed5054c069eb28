"""Gives a message its intent: the topic it asks about, or an act of talk."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.asks import ASKS, asks
from bot.nlu.masking import Views, views
from bot.nlu.topic_model import TopicModel


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """Sets ``intent`` and ``intent_ranking``; a message without a word gets no intent, with confidence 0.

    Sets ``asks`` too: what is asked, in order, each ``{"topic": …, "procedure": slug or null}`` (bot/nlu/asks.py).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``strength``: the SVM's C. ``seed``: makes training repeatable. ``ranking``: how many intents are listed.

        ``not_with_procedure``: intents that a message naming a procedure never has, however it begins.
        ``caution``: how much sooner than the examples say a message counts as out of scope, in the SVM's margin.
        """
        return {"strength": 0.25, "seed": 7, "caution": 1.1, "ranking": 5, "not_with_procedure": []}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: TopicModel | None
    ) -> None:
        """``model``: None before training."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TopicClassifier":  # fmt: skip
        """A classifier that is still to be trained."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> "TopicClassifier":  # fmt: skip
        """The trained classifier."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TopicModel.read(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the examples of all intents and keeps the result in the model."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._model = TopicModel(self._config["strength"], self._config["seed"], self._config["caution"])
        self._model.fit([views(example) for example in examples], [example.get(INTENT) for example in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Classifies messages."""
        for message in messages:
            seen = views(message)
            ranking = self._ranking(seen) if self._model and seen.written.strip("? ") else []
            intent = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(ASKS, asks(message, str(intent["name"]) if ranking else None, self._told), add_to_output=True)
        return messages

    def _told(self, seen: Sequence[Views]) -> list[tuple[str, float]]:
        """The topic of each part of a message, and how sure it is."""
        assert self._model is not None
        chances = self._model.probabilities(seen)
        return [(self._model.labels[row.argmax()], float(row.max())) for row in chances]

    def _ranking(self, seen: Views) -> list[dict[str, Any]]:
        assert self._model is not None
        chances = self._model.probabilities([seen])[0]
        if "PROCEDURE" in seen.written.split():
            for intent in self._config["not_with_procedure"]:
                if intent in self._model.labels:
                    chances[self._model.labels.index(intent)] = 0.0
            chances = chances / chances.sum()
        best = np.argsort(-chances)[: self._config["ranking"]]
        return [{"name": self._model.labels[place], "confidence": float(chances[place])} for place in best]
