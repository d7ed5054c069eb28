"""Erasing one conversation from Rasa's memory. Rasa 3.6 itself can only add to it."""

import asyncio
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore

from bot.nlu.tracker_table import TrackerTable


async def forget(agent: Any, sender: str) -> int:
    """Erases the conversation's events and gives how many there were; waits for a turn of it that is running.

    Raises TypeError where Rasa keeps its talks elsewhere than in a table.
    """
    store = agent.tracker_store
    async with agent.lock_store.lock(sender):
        if not isinstance(store, SQLTrackerStore):
            raise TypeError(f"cannot erase from a {type(store).__name__}")
        if isinstance(store, TrackerTable):
            store.drop(sender)
        return await asyncio.to_thread(_from_table, store, sender)


def _from_table(store: SQLTrackerStore, sender: str) -> int:
    with store.session_scope() as session:
        if session.get_bind().dialect.name == "sqlite":
            session.execute("PRAGMA secure_delete=ON")  # else what was erased stays legible in the file
        count = session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete()
        session.commit()
        if session.get_bind().dialect.name == "sqlite":
            session.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # nor beside it, where SQLite writes ahead
    return int(count)
