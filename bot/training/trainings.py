"""What the launcher writes of a training under way."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.training.figures import Verdict
from bot.training.tables import Training
from procedures.calendar import now

LOG_LINES = 200
LINE = 300
"""Characters of a line that are kept."""


@dataclass(frozen=True)
class Sign:
    """How far a training has come."""

    step: str
    percent: int | None
    log: str


def begin(session: Session) -> int | None:
    """Takes the training that waits, if there is one; gives its number."""
    begun = update(Training).where(Training.open.is_(True), Training.state == "waiting")
    values = {"state": "training", "step": "training", "started_at": now(), "beat_at": now()}
    return session.execute(begun.values(**values).returning(Training.id)).scalar_one_or_none()


def beat(session: Session, training_id: int, sign: Sign) -> bool:
    """A sign of life; gives whether it is asked to stop."""
    state = "training" if sign.step == "training" else "measuring"
    values = {"state": state, "step": sign.step, "percent": sign.percent, "log": sign.log, "beat_at": now()}
    told = update(Training).where(Training.id == training_id, Training.open.is_(True)).values(**values)
    return bool(session.execute(told.returning(Training.cancel_asked)).scalar_one_or_none())


def end(
    session: Session,
    training_id: int,
    *,
    error: str | None = None,
    model_id: int | None = None,
    verdict: Verdict | None = None,
) -> None:
    """Ends it: with a verdict passed or refused, with an error failed, with neither cancelled."""
    state = "failed" if error else "cancelled" if verdict is None else "passed" if verdict.passed else "refused"
    values = {
        "state": state, "step": "done", "percent": None, "open": None, "ended_at": now(), "error": error,
        "model_id": model_id, "verdict": verdict.model_dump() if verdict else None,
    }  # fmt: skip
    session.execute(update(Training).where(Training.id == training_id, Training.open.is_(True)).values(**values))


def settle(session: Session) -> None:
    """At a start: what the launcher was doing when it died has failed; what only waits goes on waiting."""
    left = select(Training.id).where(Training.open.is_(True), Training.state != "waiting")
    for training_id in session.scalars(left).all():
        end(session, training_id, error="interrupted")
