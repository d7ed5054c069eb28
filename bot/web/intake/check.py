"""Whether a message can be taken at all."""

import unicodedata

from procedures.text import clean

LONGEST = 2000
"""Characters of one message, as sent."""


class MessageRefused(Exception):
    """Raised for a message that cannot be taken.

    MessageRefused
    ├── EmptyMessage    nothing that can be seen
    └── TooLong         longer than LONGEST characters
    """


class EmptyMessage(MessageRefused):
    """Nothing that can be seen."""


class TooLong(MessageRefused):
    """Longer than LONGEST characters."""


def check_text(text: str) -> str:
    """The message in clean form (procedures.text.clean). Raises EmptyMessage or TooLong."""
    if len(text) > LONGEST:
        raise TooLong
    cleaned = clean(text)
    if not any(_shows(char) for char in cleaned):
        raise EmptyMessage
    return cleaned[:LONGEST]  # NFC makes some letters of other scripts longer


def _shows(char: str) -> bool:
    # Marks without a letter and the blank-looking letters of Hangul and Braille show nothing.
    return not char.isspace() and unicodedata.category(char)[0] != "M" and char not in "ᅟᅠㅤﾠ⠀"
