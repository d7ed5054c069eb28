"""Personal numbers in what staff write: notes have them hidden, messages are refused with them."""

from bot.web.intake.secret_words import find_secrets
from procedures.calendar import today
from procedures.text import Span, clean, find_personal, replace
from procedures.words import say


def hide(words: str) -> str:
    """The words, clean, with «[đã che: …]» for each number or secret."""
    words = clean(words)
    for find in (find_secrets, _numbers):
        spans = find(words)
        marks = [say("web.hidden", what=say(f"web.hidden.{span.kind}")) for span in spans]
        words = replace(words, spans, marks)
    return words


def kinds_in(words: str) -> tuple[str, ...]:
    """Kinds of personal numbers and secrets in the words, each once."""
    return tuple(dict.fromkeys(span.kind for span in [*find_secrets(words), *_numbers(words)]))


def _numbers(words: str) -> list[Span]:
    return find_personal(words, today=today())
