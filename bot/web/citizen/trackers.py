"""Rasa's memory of conversations that are gone here: erased as soon as Rasa answers, tried again until it has."""

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.training.address import is_draining
from bot.web.citizen.site_models import TrackerToErase
from bot.web.edge import Edge
from bot.web.rasa import RasaFailed
from procedures.followed import DossierFollowed
from procedures.vault import VaultItem

AT_ONCE = 100
"""Conversations in one go."""
LATE = (DossierFollowed.conversation, VaultItem.conversation)
"""Columns of tables in which actions write: one that outlived its turn may have done so after the erasing."""

log = structlog.get_logger()


async def erase_trackers(edge: Edge) -> None:
    """Asks Rasa to forget each that waits; stops at the first failure, the next go begins again there."""
    for sender in await edge.run(_waiting):
        if not await forget(edge, sender):
            return


async def forget(edge: Edge, sender: str) -> bool:
    """Whether Rasa has forgotten the conversation now; during a release it waits, as two of them may write."""
    if edge.settings.follow_releases and await edge.run(is_draining):
        return False
    try:
        await (await edge.live_rasa()).forget(sender, edge.settings.rasa_token.get_secret_value())
    except RasaFailed as error:
        log.error("tracker_not_erased", why=type(error).__name__, detail=str(error))
        return False
    await edge.run(_erased, sender)
    return True


def _waiting(session: Session) -> list[str]:
    query = select(TrackerToErase.sender).order_by(TrackerToErase.since, TrackerToErase.sender)
    return list(session.scalars(query.limit(AT_ONCE)))


def _erased(session: Session, sender: str) -> None:
    for column in LATE:  # Rasa waits for a turn that is running before it forgets: nothing more comes after this
        session.execute(delete(column.class_).where(column == sender))
    session.execute(delete(TrackerToErase).where(TrackerToErase.sender == sender))
