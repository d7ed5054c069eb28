"""``GET /names.json``: the names of procedures, for Rasa processes on other machines than the knowledge base."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from procedures.models import KnownName, Procedure, Register
from procedures.publishing.names import content


class PublishedNames:
    """The content of the names file as it is now; made anew only when something was published since the last call."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        """``sessions``: of the knowledge base."""
        self._sessions = sessions
        self._state: object = None
        self._made = ("", b"")

    def now(self) -> tuple[str, bytes]:
        """Version and JSON."""
        with self._sessions() as session:
            state = _state(session)
            if state != self._state:
                told = content(session)
                self._made = str(told["version"]), json.dumps(told, ensure_ascii=False).encode()
                self._state = state
        return self._made


def _state(session: Session) -> object:
    """Something cheap that is another one after every publishing."""
    live = session.execute(select(Procedure.slug, Procedure.live_version).order_by(Procedure.slug)).all()
    names = session.execute(select(func.count(KnownName.id), func.max(KnownName.id))).one()
    families = session.scalar(select(Register.digest).where(Register.name == "families"))
    return [tuple(row) for row in live], tuple(names), families
