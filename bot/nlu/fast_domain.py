"""Knows whether a domain is empty without writing the whole of it down for every message."""

from rasa.shared.core.domain import Domain


def install() -> None:
    """Replaces Domain.is_empty; a domain that has an intent or an action of its own is not empty.

    Rasa 3.6.21 asks at each message, and compares a listing of all that the domain holds with that of a new one.
    """
    rasas = Domain.is_empty

    def is_empty(self: Domain) -> bool:
        return False if self.user_actions or self.entities else bool(rasas(self))

    Domain.is_empty = is_empty
