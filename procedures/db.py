"""The data base: SQLite in a file (the default, no service) or PostgreSQL."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

BUSY_SECONDS = 10
"""How long a writer waits for another before it gives up."""
STATEMENT_SECONDS = 15
"""How long PostgreSQL may work on a statement, where the caller says nothing else: longer than anybody waits for it."""
NOTICE_THE_DEAD = {
    "connect_timeout": BUSY_SECONDS,
    "tcp_user_timeout": BUSY_SECONDS * 1000,  # milliseconds in which what was sent must arrive
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""A server that is gone without a word (power, network) is an error within about 20 seconds, not a wait of minutes."""


class Base(DeclarativeBase):
    """All tables of the open side."""


def make_engine(url: str, pool: int = 5, overflow: int = 5, *, statement_seconds: int = STATEMENT_SECONDS) -> Engine:
    """An engine for that address; makes the folder of a SQLite file. Its errors quote no values.

    Of PostgreSQL it keeps ``pool`` connections and opens ``overflow`` more at need; a statement that takes longer than
    ``statement_seconds`` is cut (0: never).
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        sizes: dict[str, Any] = {"pool_size": pool, "max_overflow": overflow}
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=NOTICE_THE_DEAD, **sizes)
        event.listen(engine, "connect", _cut_after(statement_seconds))
        return engine
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "savepoint", _begin_sqlite)
    return engine


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions whose objects stay readable after commit."""
    return sessionmaker(engine, expire_on_commit=False)


def _cut_after(seconds: int) -> Callable[[Any, Any], None]:
    """Bounds the statements of a new connection. Not by ``options`` of the address: poolers refuse those."""

    def prepare(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{seconds}s'")
        connection.commit()

    return prepare


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # WAL lets readers go on while one writes; NORMAL is durable against a crash of the process.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what a citizen had erased must not stay legible in the file
    cursor.close()


def _begin_sqlite(connection: Connection, _name: str) -> None:
    """Python's driver begins only before a write: a savepoint that came first would commit when it is released."""
    raw = connection.connection.dbapi_connection
    if raw is not None and not raw.in_transaction:
        connection.exec_driver_sql("BEGIN")
