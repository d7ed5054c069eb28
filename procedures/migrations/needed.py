"""Whether a data base has the tables that this code needs."""

from functools import cache
from pathlib import Path

from sqlalchemy import String, column, select, table
from sqlalchemy.orm import Session

_FOUND = select(column("version_num", String)).select_from(table("alembic_version"))


@cache
def needed() -> str:
    """The newest revision of this code; revisions count upwards."""
    return max(path.name[:4] for path in (Path(__file__).parent / "versions").glob("[0-9]*.py"))


def has_needed(session: Session) -> bool:
    """Whether all migrations of this code have run. Newer ones do no harm: they only add.

    Raises SQLAlchemyError where none has run, or the data base does not answer.
    """
    return session.execute(_FOUND).scalar_one() >= needed()
