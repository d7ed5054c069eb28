"""The off switch of the bot. It is read for each message, so it holds at once in every edge."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.citizen.site_models import SiteSetting
from bot.web.models import table_of
from bot.web.office.change import put

KEY = "bot_off"
_SETTINGS = table_of(SiteSetting).c
_IS_OFF = select(_SETTINGS.value).where(_SETTINGS.key == KEY)  # made once: it runs for each message


def is_off(session: Session) -> bool:
    """Whether people have switched the bot off."""
    session.flush()
    return session.scalar(_IS_OFF) is True


def turn(session: Session, who: Who, off: bool, revision: int, reason: str) -> None:
    """Switches the bot off, or on again. Raises as ``change.put``."""
    put(session, who, KEY, off, revision, reason)
