"""What the review queue and the list of examples tell of the running model."""

from sqlalchemy.orm import Session

from bot.training.requests import overview


def unlearned(session: Session) -> int | None:
    """Accepted examples that the running model has not learned; None where no running model is on record."""
    seen = overview(session)
    return seen.unknown if seen.live else None
