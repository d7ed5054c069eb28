"""Which Rasa answers now, for whoever follows releases (setting FOLLOW_RELEASES)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.training.tables import LiveRasa, Release


def read_live_url(session: Session) -> str | None:
    """Its address; None where no launcher ever ran."""
    return session.scalar(select(LiveRasa.url).where(LiveRasa.id == 1))


def is_draining(session: Session) -> bool:
    """Whether turns that began before a release may still run in the Rasa before."""
    return session.scalar(select(Release.id).where(Release.open.is_(True), Release.state == "draining")) is not None
