"""Words of a citizen, ready to be stored: clean, short enough, without personal numbers and secrets."""

from bot.web.errors import Problem, Refused
from bot.web.intake.hide import hide
from procedures.text import clean

LONGEST = 500
"""Characters, as sent."""
TOO_LONG = Problem(413, "too_long", "citizen.error.words_too_long", {"longest": LONGEST})


def masked(words: str, lang: str) -> str:
    """The words with «[đã che: …]» for each number or secret. Raises Refused if they are too long."""
    if len(clean(words).strip()) > LONGEST:
        raise Refused(TOO_LONG)
    return hide(words, lang)
