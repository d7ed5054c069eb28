"""The component around the topic model."""

from collections.abc import Callable

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.topic_classifier import TopicClassifier
from tests.nlu.conftest import NAUGHTY
from tests.nlu.test_topic_model import LEARNED

Understand = Callable[[str], Message]


@pytest.fixture
def classifier(understand: Understand, storage: ModelStorage, context: ExecutionContext) -> TopicClassifier:
    examples = []
    for topic, texts in LEARNED.items():
        for text in texts:
            example = understand(text.replace("PROCEDURE", "lý lịch tư pháp"))
            example.set(INTENT, topic)
            examples.append(example)
    config = {**TopicClassifier.get_default_config(), "not_with_procedure": ["greet", "no such intent"]}
    resource = TopicClassifier.create(config, storage, Resource("topics"), context).train(TrainingData(examples))
    return TopicClassifier.load(config, storage, resource, context)


def test_a_topic_is_recognised_around_a_name_never_seen_in_training(
    classifier: TopicClassifier, understand: Understand
) -> None:
    message = understand("giấy tờ cho khai sinh gồm gì")
    classifier.process([message])
    ranking = message.get(INTENT_RANKING_KEY)
    assert message.get(INTENT) == ranking[0]
    assert ranking[0]["name"] == "documents"
    assert [entry["confidence"] for entry in ranking] == sorted((e["confidence"] for e in ranking), reverse=True)


@pytest.mark.parametrize("text", ["", " ", "🙂🇻🇳", "???", "…"])
def test_a_message_without_a_word_gets_no_intent_and_so_the_fallback(
    classifier: TopicClassifier, understand: Understand, text: str
) -> None:
    message = understand(text)
    classifier.process([message])
    assert message.get(INTENT) == {"name": None, "confidence": 0.0}
    FallbackClassifier({"threshold": 0.4, "ambiguity_threshold": 0.0}).process([message])
    assert message.get(INTENT)["name"] == "nlu_fallback"


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_naughty_strings_are_classified_without_an_error(
    classifier: TopicClassifier, understand: Understand, text: str
) -> None:
    message = understand(text)
    classifier.process([message])
    assert 0 <= message.get(INTENT)["confidence"] <= 1


def test_a_greeting_that_names_a_procedure_is_no_greeting(classifier: TopicClassifier, understand: Understand) -> None:
    greeting, question = understand("xin chào"), understand("xin chào em, lý lịch tư pháp")
    classifier.process([greeting, question])
    assert greeting.get(INTENT)["name"] == "greet"
    assert question.get(INTENT)["name"] != "greet"
    assert sum(entry["confidence"] for entry in question.get(INTENT_RANKING_KEY)) == pytest.approx(1)
