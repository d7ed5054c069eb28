"""The launcher's way to the data base: use cases in threads, so that nothing it watches over waits."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Concatenate

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.launcher.logs import say
from bot.launcher.settings import LauncherSettings
from procedures.db import make_engine, make_sessions
from procedures.settings import KnowledgeSettings

AGAIN_SECONDS = 1.0


class Store:
    """One data base."""

    def __init__(self, url: str):
        self._engine = make_engine(url)
        self._sessions = make_sessions(self._engine)

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

    def close(self) -> None:
        """Lets go of its connections."""
        self._engine.dispose()
