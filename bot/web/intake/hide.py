"""Words that somebody typed, without personal numbers and secrets."""

from bot.web.intake.secret_words import find_secrets
from procedures.calendar import today
from procedures.text import Span, clean, find_personal, replace
from procedures.words import say


def hide(words: str, lang: str = "vi") -> str:
    """The words, clean, with «[đã che: …]» for each number or secret."""
    words = clean(words).strip()
    words = _hidden(words, find_secrets(words), lang)
    return _hidden(words, find_personal(words, today=today()), lang)


def _hidden(words: str, spans: list[Span], lang: str) -> str:
    return replace(words, spans, [say("web.hidden", lang, what=say(f"web.hidden.{span.kind}", lang)) for span in spans])
