"""What a message may have asked, where that is not clear."""

from actions.talk import Talk
from procedures.answers.compose import PARTS

TOPICS = 3
"""Topics offered of the procedure talked about."""


def guessed(talk: Talk) -> list[str]:
    """Topics that the message may have asked about, the likeliest first."""
    return [guess for guess in talk.guesses if guess in PARTS]
