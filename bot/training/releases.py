"""What the launcher writes of a release under way, and of the model that it starts with."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.training.tables import LiveRasa, Release, TrainedModel
from procedures.calendar import now


def begin(session: Session) -> Release | None:
    """Takes the release that waits, if there is one."""
    begun = update(Release).where(Release.open.is_(True), Release.state == "waiting").values(state="starting")
    number = session.execute(begun.returning(Release.id)).scalar_one_or_none()
    return None if number is None else session.get_one(Release, number, populate_existing=True)


def move(session: Session, release_id: int, url: str) -> None:
    """From the next turn on that Rasa answers. The row that edges read and the release change together."""
    release = session.get_one(Release, release_id)
    release.state = "draining"
    _point(session, url, release.model_id)


def advance(session: Session, release_id: int, state: str) -> None:
    """The next state of a release under way."""
    session.execute(update(Release).where(Release.id == release_id, Release.open.is_(True)).values(state=state))


def end(session: Session, release_id: int, error: str | None = None) -> None:
    """Done, or with an error failed; then the model before answers on."""
    values = {"state": "failed" if error else "done", "open": None, "done_at": now(), "error": error}
    session.execute(update(Release).where(Release.id == release_id, Release.open.is_(True)).values(**values))


def settle(session: Session) -> None:
    """At a start: a release whose model was live when the launcher died is done, any other that it had begun failed."""
    live = session.get(LiveRasa, 1)
    for release in session.scalars(select(Release).where(Release.open.is_(True), Release.state != "waiting")).all():
        moved = live is not None and live.model_id == release.model_id
        end(session, release.id, None if moved else "interrupted")


def start_with(session: Session, model: TrainedModel, url: str) -> None:
    """The launcher starts with this model: a release of its own where another was live before."""
    live = session.get(LiveRasa, 1)
    if live is None or live.model_id != model.id:
        session.add(
            Release(
                model_id=model.id, from_model_id=live.model_id if live else None, asked_by_id=None, asked_at=now(),
                reason="", state="done", open=None, done_at=now(), back=False,
            )
        )  # fmt: skip
    _point(session, url, model.id)


def sign_of_life(session: Session) -> None:
    """The launcher is there to do what is asked."""
    session.execute(update(LiveRasa).values(launcher_at=now()))


def _point(session: Session, url: str, model_id: int) -> None:
    live = session.get(LiveRasa, 1)
    if live is None:
        session.add(LiveRasa(id=1, url=url, model_id=model_id, since=now(), launcher_at=now()))
        return
    live.since = live.since if live.model_id == model_id else now()
    live.url, live.model_id, live.launcher_at = url, model_id, now()
