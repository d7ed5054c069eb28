"""What an admin asks for: each in one transaction with its row in the log. The same wish sent twice is one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.training import requests
from bot.training.errors import AlreadyReleasing, AlreadyTraining
from bot.training.tables import LiveRasa, Release, TrainedModel, Training
from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.intake.hide import hide
from bot.web.learning.model_pages.errors import LiveChanged, NoReason

LONGEST_REASON = 500


def train(session: Session, who: Who, account: int, reason: str) -> None:
    """A training. Raises NoReason, and as ``requests.ask_training``."""
    reason = _reason(reason)
    try:
        number = requests.ask_training(session, account, reason)
    except AlreadyTraining:
        mine = (Training.open.is_(True), Training.asked_by_id == account, Training.reason == reason)
        if session.scalar(select(Training.id).where(*mine)) is None:
            raise
        return
    audit.write(session, who, "ask_training", ("training", number), None, {"state": "waiting"}, reason)


def stop(session: Session, who: Who, training: int) -> None:
    """Ends a training. Raises as ``requests.cancel``."""
    row = session.get(Training, training, with_for_update=True)
    state, asked = (row.state, row.cancel_asked) if row else ("", False)
    requests.cancel(session, training)
    if not asked:
        audit.write(session, who, "stop_training", ("training", training), {"state": state}, {"state": "cancelled"})


def release(session: Session, who: Who, account: int, model: int, shown_live: int, reason: str) -> bool:
    """A release; gives whether it goes back to a model that has answered before.

    ``shown_live`` is the model that the page called live. Raises NoReason, LiveChanged, and as
    ``requests.ask_release``.
    """
    reason, back = _reason(reason), requests.was_live(session, model)
    mine = (Release.open.is_(True), Release.asked_by_id == account, Release.model_id == model, Release.reason == reason)
    if session.scalar(select(Release.id).where(*mine)) is not None:
        return back
    live = session.get(LiveRasa, 1)
    if live is not None and live.model_id != shown_live:
        raise LiveChanged
    try:
        requests.ask_release(session, account, model, reason, back)
    except AlreadyReleasing:
        if session.scalar(select(Release.id).where(*mine)) is None:
            raise
        return back
    before, after = ({"live": _name(session, number)} for number in (shown_live, model))
    audit.write(session, who, "ask_return" if back else "ask_release", ("model", model), before, after, reason)
    return back


def _name(session: Session, model: int) -> str:
    return session.get_one(TrainedModel, model).name


def _reason(typed: str) -> str:
    if not typed.strip() or len(typed.strip()) > LONGEST_REASON:
        raise NoReason
    return hide(typed)[:LONGEST_REASON]
