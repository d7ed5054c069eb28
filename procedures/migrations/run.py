"""Brings a data base to the newest state; safe to call at every start, and by several at once."""

from pathlib import Path
from time import sleep

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import OperationalError

MIGRATING = 7130422
"""The lock of PostgreSQL that a migration holds, once in each schema."""
LOCK_SECONDS = 2
"""How long a change waits for a table that somebody uses: all who come after it wait as long."""
TRIES = 20
PAUSE_SECONDS = 4.0
"""Between tries those go on who waited behind the change."""
LOCKED = "55P03"
"""PostgreSQL's code for «lock_not_available»."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations up to ``revision`` in one transaction.

    Raises OperationalError where a table stays in use for all tries, as by a backup; nothing is changed then.
    """
    for more in reversed(range(TRIES)):
        try:
            return _upgrade(engine, revision)
        except OperationalError as error:
            if not more or getattr(error.orig, "sqlstate", None) != LOCKED:
                raise
        sleep(PAUSE_SECONDS)


def _upgrade(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            _take_turn(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _take_turn(connection: Connection) -> None:
    """Waits for a migration that runs already, as long as it takes; then nothing waits long for a table."""
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(select(func.pg_advisory_xact_lock(MIGRATING, func.hashtext(func.current_schema()))))
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
