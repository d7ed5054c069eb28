"""PostgreSQL and Redis for one system: schemas of its own, made for it and dropped after it."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Engine, make_url, text

from procedures.db import make_engine

POSTGRES, REDIS = "TEST_POSTGRES_URL", "TEST_REDIS_URL"
DEFAULTS = {POSTGRES: "postgresql+psycopg://root@127.0.0.1:5432/test", REDIS: "redis://127.0.0.1:6379/15"}


@dataclass
class Stores:
    """Where a system keeps its data. ``postgres_at`` and ``redis_at`` are the ports by which it finds them."""

    engine: Engine
    mark: str
    postgres_at: int
    redis_at: int

    def settings(self) -> dict[str, str]:
        """For publishing, web and actions."""
        return {"DATABASE_URL": self._url("postgresql+psycopg", "ours"), "REDIS_URL": self._redis()}

    def settings_of_rasa(self) -> dict[str, str]:
        """For Rasa, as deploy/endpoints.yml reads them."""
        at = urlsplit(self._redis())
        return {
            "TRACKER_URL": self._url("postgresql", "rasa"),
            "LOCK_HOST": at.hostname or "127.0.0.1",
            "LOCK_PORT": str(at.port),
            "LOCK_DB": at.path.strip("/") or "0",
            "LOCK_PASSWORD": at.password or "",
        }

    def workers(self) -> list[int]:
        """The processes of PostgreSQL that work for this system now; none where it is not on this machine."""
        found = "SELECT pid FROM pg_stat_activity WHERE application_name = :mark"
        with self.engine.connect() as connection:
            return list(connection.execute(text(found), {"mark": self.mark}).scalars())

    def _url(self, driver: str, whose: str) -> str:
        url = make_url(os.environ.get(POSTGRES) or DEFAULTS[POSTGRES])
        query = {"options": f"-csearch_path={self.mark}_{whose}", "application_name": self.mark}
        changed = url.set(drivername=driver, host="127.0.0.1", port=self.postgres_at, query={**url.query, **query})
        return changed.render_as_string(hide_password=False)

    def _redis(self) -> str:
        at = urlsplit(os.environ.get(REDIS) or DEFAULTS[REDIS])
        return f"redis://{f':{at.password}@' if at.password else ''}127.0.0.1:{self.redis_at}{at.path}"


def service_ports() -> dict[str, int]:
    """Where PostgreSQL and Redis themselves listen."""
    redis = urlsplit(os.environ.get(REDIS) or DEFAULTS[REDIS]).port
    return {"postgres": make_url(os.environ.get(POSTGRES) or DEFAULTS[POSTGRES]).port or 5432, "redis": redis or 6379}


@contextmanager
def made_stores(postgres_at: int | None = None, redis_at: int | None = None) -> Iterator[Stores]:
    """Schemas for one system. The ports are those of proxies; without them, the services' own."""
    url, ports = make_url(os.environ.get(POSTGRES) or DEFAULTS[POSTGRES]), service_ports()
    engine, mark = make_engine(url.render_as_string(hide_password=False)), f"load_{uuid.uuid4().hex[:8]}"
    schemas = [f"{mark}_{whose}" for whose in ("ours", "rasa")]
    with engine.begin() as connection:
        for schema in schemas:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        yield Stores(engine, mark, postgres_at or ports["postgres"], redis_at or ports["redis"])
    finally:
        with engine.begin() as connection:
            for schema in schemas:
                connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()
