"""An empty data base with all tables (SQLite or PostgreSQL), a live model, and ways to add what a test needs."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy import DateTime, column, insert, table
from sqlalchemy.orm import Session, sessionmaker

from bot.training.examples import of_yml
from bot.training.models import Made, register
from bot.training.releases import start_with
from bot.training.tables import TrainedModel
from procedures.calendar import now
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate

SOURCES = "0" * 16
EXAMPLES = table(
    "examples", column("at", DateTime(timezone=True)), *map(column, ("text", "plain", "topic", "lang", "state"))
)
URL = "http://127.0.0.1:9001"


class World:
    """A data base, and short ways to fill it."""

    def __init__(self, sessions: sessionmaker[Session]):
        self.sessions = sessions

    def begin(self) -> AbstractContextManager[Session]:
        """One transaction."""
        return self.sessions.begin()

    def example(self, text: str, topic: str = "fee", state: str = "accepted") -> None:
        """An example as an editor accepted it."""
        row = {"text": text, "plain": text, "topic": topic, "lang": "vi", "at": now(), "state": state}
        with self.begin() as session:
            session.execute(insert(EXAMPLES).values(row))

    def model(self, name: str, sources: str = SOURCES, yml: str = "", **more: Any) -> int:
        """A trained model; gives its number."""
        with self.begin() as session:
            return register(session, Made(name, name[-1] * 64, sources, 8000, of_yml(yml), 60.0), **more).id

    def goes_live(self, name: str, **more: Any) -> int:
        """A model that the launcher started with; gives its number."""
        number = self.model(name, **more)
        with self.begin() as session:
            start_with(session, session.get_one(TrainedModel, number), URL)
        return number


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[World]:
    """The data base with one live model, ``motcua-1``."""
    is_sqlite = request.param == "sqlite"
    engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}" if is_sqlite else request.getfixturevalue("postgres_url"))
    migrate(engine)
    made = World(make_sessions(engine))
    made.goes_live("motcua-1")
    yield made
    engine.dispose()
