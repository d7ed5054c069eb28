"""Erasing one conversation from Rasa's memory. Rasa 3.6 itself can only add to it."""

import asyncio
from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore

from bot.nlu.tracker_table import TrackerTable


async def forget(agent: Any, sender: str) -> int:
    """Erases the conversation's events and gives how many there were; waits for a turn of it that is running.

    Rasa keeps its store within wrappers, one of which falls back to memory when the data base fails: each is erased.
    """
    count = 0
    async with agent.lock_store.lock(sender):
        for store in _stores(agent.tracker_store):
            if isinstance(store, TrackerTable):
                store.drop(sender)
            if isinstance(store, SQLTrackerStore):
                count += await asyncio.to_thread(_from_table, store, sender)
            elif isinstance(store, InMemoryTrackerStore):
                count += 1 if store.store.pop(sender, None) is not None else 0
            else:
                raise TypeError(f"cannot erase from a {type(store).__name__}")
    return count


def _stores(store: TrackerStore) -> list[TrackerStore]:
    inner = [getattr(store, name, None) for name in ("_tracker_store", "_fallback_tracker_store")]
    inner = [each for each in inner if each is not None]
    return [found for each in inner for found in _stores(each)] if inner else [store]


def _from_table(store: SQLTrackerStore, sender: str) -> int:
    with store.session_scope() as session:
        if session.get_bind().dialect.name == "sqlite":
            session.execute("PRAGMA secure_delete=ON")  # else what was erased stays legible in the file
        count = session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete()
        session.commit()
        if session.get_bind().dialect.name == "sqlite":
            session.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # nor beside it, where SQLite writes ahead
    return int(count)
