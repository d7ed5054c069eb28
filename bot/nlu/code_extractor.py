"""Recognises codes of dossiers and procedures, and the placeholders that intake leaves for personal numbers."""

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.masking import add_entity, add_mask
from procedures.text import (
    PLACEHOLDER,
    Span,
    find_application_codes,
    find_partial_code,
    find_procedure_codes,
    join_code,
)

# What a message holding only digits could complete: a unit, or a unit and a day.
_BEGINNINGS = ("H00", "H00-010101")


def find_codes(text: str) -> list[Span]:
    """Codes and placeholders in the text; ``kind`` is the entity's name, ``value`` the standard form.

    A personal number's value is the reference under which the vault holds it, never the number.
    """
    found = [*find_application_codes(text), *find_procedure_codes(text)]
    found += [Span(match["kind"], match.start(), match.end(), match["ref"]) for match in PLACEHOLDER.finditer(text)]
    begun = find_partial_code(text)
    place = re.search(re.escape(begun), text, re.IGNORECASE) if begun else None
    if begun and place:
        found.append(Span("code_begun", place.start(), place.end(), begun))
    if not found and any(join_code(beginning, text) for beginning in _BEGINNINGS):
        start = len(text) - len(text.lstrip())
        found.append(Span("code_rest", start, len(text.rstrip()), text.strip()))
    return sorted(found, key=lambda span: span.start)


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
)  # as a "featurizer" it also runs over the training examples, so that they are masked as messages will be
class CodeExtractor(GraphComponent):
    """Entities application_code, code_begun, code_rest, procedure_code, and one per kind of personal number."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CodeExtractor":  # fmt: skip
        """Needs nothing of these."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Masks the codes in the examples."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds entities and masks."""
        for message in messages:
            for span in find_codes(message.get(TEXT) or ""):
                add_entity(message, span.kind, span.start, span.end, span.value, type(self).__name__)
                add_mask(message, span.start, span.end, span.kind.replace("_", "").upper())
        return messages
