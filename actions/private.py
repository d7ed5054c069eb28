"""A personal number that nobody asked for."""

from actions.talk import Talk
from procedures.answers import simple
from procedures.payload import Payload
from procedures.text import PERSONAL_KINDS

UNASKED = tuple(kind for kind in PERSONAL_KINDS if kind != "birth_date")
USEFUL = ("procedure", "variant", "procedure_code", "application_code", "code_begun", "code_rest")


def private(talk: Talk) -> bool:
    """Whether the message holds a personal number and names nothing that it could be for."""
    return any(talk.named(kind) for kind in UNASKED) and not any(talk.named(kind) for kind in USEFUL)


def refusal(talk: Talk) -> Payload:
    """Says that the number was hidden and is not needed."""
    return simple("actions.private", "refused_personal_data", lang=talk.lang)
