"""The shipped catalog in a data base, for tests of answers over what citizens really get."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.publishing.load import load
from tests.catalog import CATALOG


@contextmanager
def published(folder: Path) -> Iterator[Session]:
    """A session on a data base in that folder."""
    engine = make_engine(f"sqlite:///{folder / 'published.db'}")
    migrate(engine)
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        load(session, CATALOG)
    with sessions() as session:
        yield session
    engine.dispose()
