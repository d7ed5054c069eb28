"""Where servers keep what they were told: all of it as text, for the search for personal numbers."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from redis.asyncio import Redis
from sqlalchemy import Engine, text

_COLUMNS = text(
    "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = :schema"
)


def in_postgres(engine: Engine, schemas: Iterable[str]) -> str:
    """Every value of every table of the schemas."""
    found = []
    with engine.connect() as connection:
        for schema in schemas:
            for table, column, kind in connection.execute(_COLUMNS, {"schema": schema}).all():
                value = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
                rows = connection.execute(text(f'SELECT {value} FROM "{schema}"."{table}"')).scalars()
                found += [each for each in rows if each is not None]
    return "\n".join(found)


@asynccontextmanager
async def told_redis(url: str) -> AsyncIterator[list[str]]:
    """Every command that Redis gets meanwhile: also what is gone by the end, or was only passed on."""
    commands: list[str] = []
    async with Redis.from_url(url, socket_timeout=None) as client, client.monitor() as monitor:

        async def listen() -> None:
            async for command in monitor.listen():
                commands.append(str(command["command"]))

        listening = asyncio.create_task(listen())
        try:
            yield commands
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
