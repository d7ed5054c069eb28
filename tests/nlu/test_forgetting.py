"""Erasing a conversation from Rasa's memory: for whoever holds the token, from the table itself, nobody else's."""

import asyncio
import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.channel import Channel
from tests.nlu.test_channel import ignore

TOKEN = "a token of the tests"


@pytest.fixture
def table(tmp_path: Path) -> SQLTrackerStore:
    """Rasa's own store in a file, with two conversations."""
    return SQLTrackerStore(Domain.empty(), db=str(tmp_path / "tracker.db"))


def agent_with(store: Any) -> SimpleNamespace:
    """An agent with two conversations in its store."""
    agent = SimpleNamespace(tracker_store=store, lock_store=InMemoryLockStore())
    for sender in ("mine", "theirs"):
        tracker = DialogueStateTracker.from_events(sender, [UserUttered(f"a word that is {sender}")])
        asyncio.run(agent.tracker_store.save(tracker))
    return agent


def erase(agent: Any, sender: str, given: str = f"Bearer {TOKEN}") -> tuple[int, dict[str, Any]]:
    routes = Channel().blueprint(ignore)
    (route,) = [route for route in routes._future_routes if route.uri.startswith("/trackers/")]
    assert route.methods == frozenset({"DELETE"})
    ctx = SimpleNamespace(agent=agent) if agent else SimpleNamespace()
    request = SimpleNamespace(app=SimpleNamespace(ctx=ctx), headers={"authorization": given})
    answer = asyncio.run(route.handler(request, sender))
    return answer.status, json.loads(answer.body)


def words(store: Any, sender: str) -> list[str]:
    tracker = asyncio.run(store.retrieve(sender))
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def test_a_conversation_is_erased_and_the_others_stay(table: SQLTrackerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TOKEN", TOKEN)
    agent = agent_with(table)
    assert erase(agent, "mine") == (200, {"status": "ok", "events": 1})
    assert words(table, "mine") == [] and words(table, "theirs") == ["a word that is theirs"]
    assert erase(agent, "mine") == (200, {"status": "ok", "events": 0})


def test_nothing_of_it_stays_legible_in_the_file(
    table: SQLTrackerStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASA_TOKEN", TOKEN)
    erase(agent_with(table), "mine")
    table.engine.dispose()
    with sqlite3.connect(tmp_path / "tracker.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = (tmp_path / "tracker.db").read_bytes()
    assert b"that is mine" not in content and b"that is theirs" in content


def test_a_store_from_which_nothing_can_be_erased_is_not_said_to_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TOKEN", TOKEN)
    with pytest.raises(TypeError, match="InMemoryTrackerStore"):
        erase(agent_with(InMemoryTrackerStore(Domain.empty())), "mine")


@pytest.mark.parametrize(
    ("held", "given"),
    [(TOKEN, ""), (TOKEN, "Bearer another"), (TOKEN, TOKEN), ("", "Bearer "), ("short", "Bearer short")],
    ids=["none", "another", "without Bearer", "no token set", "token too short"],
)
def test_without_the_token_nothing_is_erased(
    table: SQLTrackerStore, monkeypatch: pytest.MonkeyPatch, held: str, given: str
) -> None:
    monkeypatch.setenv("RASA_TOKEN", held)
    assert erase(agent_with(table), "mine", given)[0] == 401
    assert words(table, "mine") == ["a word that is mine"]


def test_while_rasa_is_starting_the_web_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TOKEN", TOKEN)
    assert erase(None, "mine")[0] == 503
