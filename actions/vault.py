"""A date of birth out of the vault, for as long as one look-up needs it."""

from datetime import date

from sqlalchemy.orm import Session

from actions.office import Office
from actions.talk import Talk
from procedures import vault


def birth_date(office: Office, session: Session, talk: Talk, ref: str) -> date | None:
    """The date behind a reference of this conversation; None if it is gone, unreadable, or lies in the future."""
    held = vault.take(session, office.settings.vault_private_key.get_secret_value(), talk.conversation, ref)
    if held is None:
        return None
    try:
        day = date.fromisoformat(held)
    except ValueError:
        return None
    return day if day <= talk.on else None
