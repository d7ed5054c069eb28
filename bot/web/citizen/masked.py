"""Words of a citizen, ready to be stored: clean, short enough, without personal numbers and secrets."""

from bot.web.errors import Problem, Refused
from bot.web.intake.secret_words import find_secrets
from procedures.calendar import today
from procedures.text import Span, clean, find_personal, replace
from procedures.words import say

LONGEST = 500
"""Characters, as sent."""
TOO_LONG = Problem(413, "too_long", "citizen.error.words_too_long", {"longest": LONGEST})


def masked(words: str, lang: str) -> str:
    """The words with «[đã che: …]» for each number or secret. Raises Refused if they are too long."""
    words = clean(words).strip()
    if len(words) > LONGEST:
        raise Refused(TOO_LONG)
    words = _hide(words, find_secrets(words), lang)
    return _hide(words, find_personal(words, today=today()), lang)


def _hide(words: str, spans: list[Span], lang: str) -> str:
    return replace(words, spans, [say("web.hidden", lang, what=say(f"web.hidden.{span.kind}", lang)) for span in spans])
