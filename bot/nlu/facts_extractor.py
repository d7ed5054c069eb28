"""Recognises what somebody says of themselves and of their case: for whom, how old, which province, day, way, form."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
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

from bot.nlu.masking import TOLD, add_entity, is_masked
from bot.nlu.tokenizer import MEANT
from procedures.text import Span
from procedures.text.ages import ages_in
from procedures.text.days import days_in
from procedures.text.forms import find_form_numbers
from procedures.text.groups import groups_in
from procedures.text.people import relations_in
from procedures.text.provinces import provinces_in
from procedures.text.reading import Word, spelt
from procedures.text.situations import channels_in, levels_in, occasions_in

_FINDERS = (relations_in, groups_in, ages_in, provinces_in, channels_in, levels_in, occasions_in)
_TELLING = frozenset(("relation", "group", "age", "province", "date"))
"""Facts by which a message without a question is known; what is said of way, level, form may be the question itself."""
_VIETNAM = timezone(timedelta(hours=7))
_FILLERS = frozenset(
    ("da", "vang", "a", "em", "toi", "tui", "minh", "la", "ngay", "vao", "tu", "chac", "nhe", "nha", "on")
)


def find_facts(text: str, words: Sequence[Word], today: date) -> list[Span]:
    """Facts in the order they stand, each kind and value once; ``kind`` is the entity's name."""
    found = [span for finder in _FINDERS for span in finder(words)]
    found += find_form_numbers(text)
    found += [
        Span("date", day.start, day.end, day.value)
        for day in days_in(text, words, today)
        if day.kind == "date" or _is_all(words, day)
    ]
    found.sort(key=lambda span: (span.start, span.end))
    once = {(span.kind, span.value): span for span in reversed(found)}  # the first of each
    return sorted(once.values(), key=lambda span: (span.start, span.end))


def _is_all(words: Sequence[Word], day: Span) -> bool:
    """Whether the message says no more than the day: there «hôm qua» is an answer, elsewhere part of a story."""
    rest = [word.folded for word in words if not day.start <= word.start < day.end]
    return all(word in _FILLERS or not word[:1].isalnum() for word in rest)


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
)  # as a "featurizer" it also runs over the training examples: that somebody tells a fact says what is wanted
class FactsExtractor(GraphComponent):
    """Entities relation, group, age, province, channel, level, occasion, form_number and date; nothing is masked.

    Records which facts a message tells (masking.TOLD), for the topic classifier.
    """

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FactsExtractor":  # fmt: skip
        """Needs nothing of these."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Finds the facts of the examples."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities; what is known to be a code or a personal number holds no fact."""
        today = datetime.now(_VIETNAM).date()
        for message in messages:
            tokens: list[Token] = message.get(TOKENS_NAMES[TEXT]) or []
            if not tokens:
                continue
            words = spelt((token.start, token.end, token.get(MEANT)) for token in tokens)
            told = []
            for span in find_facts(message.get(TEXT), words, today):
                if not is_masked(message, span.start, span.end):
                    if span.kind in _TELLING:
                        told.append((span.start, span.end, span.kind))
                    add_entity(message, span.kind, span.start, span.end, span.value, type(self).__name__)
            message.set(TOLD, told)
        return messages
