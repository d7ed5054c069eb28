"""Digits whose form alone says what they are."""

import re

PHONE = re.compile(r"^\+?(?:840?|0)(?:[35789]\d{8}|2\d{9})$")
ID_CARD = re.compile(r"^0\d{11}$")


def is_strong(digits: str) -> bool:
    """Whether these are a Vietnamese phone number or the twelve digits of an identity card."""
    return bool(PHONE.match(digits) or ID_CARD.match(digits))
