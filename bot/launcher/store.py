"""The launcher's way to the data base: use cases in threads, so that nothing it watches over waits."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Concatenate

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.launcher.errors import LaunchError
from bot.launcher.logs import say
from bot.launcher.settings import LauncherSettings
from procedures.db import make_engine, make_sessions
from procedures.settings import KnowledgeSettings

AGAIN_SECONDS = 1.0
LAUNCHER = 7130421
"""The lock of PostgreSQL that a launcher holds, once in each schema."""
PATIENCE_SECONDS = 40.0
"""How long a start waits for the lock: PostgreSQL lets go of a machine that died after 20 seconds."""
_NOTICE_THE_DEAD = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2"
_TAKE = text("SELECT pg_try_advisory_lock(:launcher, hashtext(current_schema()))")


class Store:
    """One data base."""

    def __init__(self, url: str):
        self._engine = make_engine(url)
        self._sessions = make_sessions(self._engine)
        self._holding: Connection | None = None

    @classmethod
    def of(cls, settings: LauncherSettings, shared: Mapping[str, str]) -> "Store":
        """The one that the parts use."""
        knowledge = KnowledgeSettings(database_url=shared.get("DATABASE_URL", ""), state_dir=settings.state)
        return cls(knowledge.database)

    async def run[**P, T](self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A use case in one transaction."""

        def transact() -> T:
            with self._sessions.begin() as session:
                return use_case(session, *args, **kwargs)

        return await asyncio.to_thread(transact)

    async def insist[**P, T](
        self, use_case: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same until the data base takes it: for what may be done twice and must not be left undone."""
        while True:
            try:
                return await self.run(use_case, *args, **kwargs)
            except SQLAlchemyError as error:
                say(f"the data base refuses ({type(error).__name__}); trying again")
                await asyncio.sleep(AGAIN_SECONDS)

    async def hold(self, patience: float = PATIENCE_SECONDS) -> None:
        """Keeps other launchers out of this PostgreSQL until ``close``. Raises LaunchError where one is there.

        There is one row that says which Rasa answers: with two launchers, the edges of one would ask the other's.
        SQLite lies in a state folder, which is held as a whole (alone.py).
        """
        if self._engine.dialect.name != "postgresql":
            return
        connection = await asyncio.to_thread(self._connect)
        deadline = asyncio.get_running_loop().time() + patience
        try:
            while not await asyncio.to_thread(connection.scalar, _TAKE, {"launcher": LAUNCHER}):
                if asyncio.get_running_loop().time() >= deadline:
                    raise LaunchError(
                        "Another launcher is using the data base that DATABASE_URL names: stop it first, or set "
                        "MODEL_FILE here to run one model without trainings and releases."
                    )
                await asyncio.sleep(AGAIN_SECONDS)
        except BaseException:
            connection.close()
            raise
        self._holding = connection

    def _connect(self) -> Connection:
        made = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        made.detach()  # closing it ends it, and with it the lock
        made.exec_driver_sql(_NOTICE_THE_DEAD)
        return made

    def close(self) -> None:
        """Lets go of its connections."""
        if self._holding:
            self._holding.close()
        self._engine.dispose()
