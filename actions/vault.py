"""A date of birth out of the vault, for as long as one look-up needs it."""

from datetime import date

from sqlalchemy.orm import Session

from actions.office import Office
from actions.talk import Talk
from procedures import vault

OLDEST = date(1900, 1, 1)
"""Nobody who hands in a dossier was born before."""


def birth_date(office: Office, session: Session, talk: Talk, ref: str) -> date | None:
    """The date behind a reference of this conversation; None if it is gone, unreadable, or nobody's day of birth."""
    held = vault.take(session, office.settings.vault_private_key.get_secret_value(), talk.conversation, ref)
    if held is None:
        return None
    try:
        day = date.fromisoformat(held)
    except ValueError:
        return None
    return day if OLDEST <= day <= talk.on else None
