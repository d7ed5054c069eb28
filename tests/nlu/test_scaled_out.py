"""Rasa's endpoints of a deployment with several machines, against the real PostgreSQL and Redis."""

import asyncio
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2  # type: ignore[import-untyped]
import pytest
from rasa.core.lock_store import LockStore, RedisLockStore
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError

from bot.nlu import patience, tracker_table
from bot.nlu.forgetting import forget

ROOT = Path(__file__).parents[2]
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "").replace("+psycopg", "", 1)
REDIS = os.environ.get("TEST_REDIS_URL", "")
pytestmark = pytest.mark.skipif(not (POSTGRES and REDIS), reason="no PostgreSQL or no Redis here")


@pytest.fixture
def endpoints(monkeypatch: pytest.MonkeyPatch) -> Iterator[AvailableEndpoints]:
    """As deploy/endpoints.yml has them, in a schema of their own."""
    schema = f"rasa_{uuid.uuid4().hex[:12]}"
    _execute(f"CREATE SCHEMA {schema}")
    redis = urlsplit(REDIS)
    given = {
        "ACTIONS_URL": "http://127.0.0.1:9",
        "ACTIONS_TOKEN": "a token of the tests",
        "TRACKER_URL": f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}options=-csearch_path%3D{schema}",
        "LOCK_HOST": redis.hostname or "127.0.0.1",
        "LOCK_PORT": str(redis.port or 6379),
        "LOCK_DB": redis.path.strip("/") or "0",
        "LOCK_PASSWORD": redis.password or "",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    yield AvailableEndpoints.read_endpoints(str(ROOT / "deploy/endpoints.yml"))
    _execute(f"DROP SCHEMA {schema} CASCADE")


def _execute(statement: str) -> None:
    connection = psycopg2.connect(POSTGRES)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


class _Agent:
    def __init__(self, endpoints: AvailableEndpoints):
        self.tracker_store = TrackerStore.create(endpoints.tracker_store, Domain.empty())
        self.lock_store = LockStore.create(endpoints.lock_store)


def test_a_talk_told_to_one_rasa_is_known_to_the_other_and_forgotten_by_both(endpoints: AvailableEndpoints) -> None:
    sender = uuid.uuid4().hex
    one, two = _Agent(endpoints), _Agent(endpoints)

    async def talk() -> "tuple[int, int, int]":
        tracker = DialogueStateTracker(sender, [])
        tracker.update(UserUttered("lệ phí"))
        tracker.update(SlotSet("topic", "fee"))
        await one.tracker_store.save(tracker)
        known = await two.tracker_store.retrieve(sender)
        erased = await forget(two, sender)
        after = await one.tracker_store.retrieve(sender)
        return len(known.events) if known else 0, erased, len(after.events) if after else 0

    assert asyncio.run(talk()) == (2, 2, 0)


def test_a_talk_outlives_a_restart_of_the_data_base_between_two_turns(endpoints: AvailableEndpoints) -> None:
    store, sender = _Agent(endpoints).tracker_store, uuid.uuid4().hex
    tracker = DialogueStateTracker.from_events(sender, [UserUttered("lệ phí")])
    asyncio.run(store.save(tracker))
    with store.engine.connect() as connection:
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    _execute(f"SELECT pg_terminate_backend({process})")
    known = asyncio.run(store.retrieve(sender))
    assert known is not None and len(known.events) == 1


def test_a_data_base_that_stops_answering_fails_the_turn_and_the_next_one_finds_it_again(
    endpoints: AvailableEndpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, sender = _Agent(endpoints).tracker_store, uuid.uuid4().hex
    asyncio.run(store.save(DialogueStateTracker.from_events(sender, [UserUttered("lệ phí")])))
    with store.engine.connect() as connection, monkeypatch.context() as hurried:
        hurried.setattr(patience, "SECONDS", 0.05)
        with pytest.raises(OperationalError, match="did not answer"):
            connection.exec_driver_sql("SELECT pg_sleep(5)")
    known = asyncio.run(store.retrieve(sender))
    assert known is not None and len(known.events) == 1


def test_a_rasa_that_starts_before_the_data_base_waits_for_it(
    endpoints: AvailableEndpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, tries = tracker_table.TrackerTable.Base.metadata.create_all, []
    slept: list[float] = []

    def later(engine: object) -> None:
        tries.append(engine)
        if len(tries) < 4:
            raise OperationalError("CREATE TABLE", {}, psycopg2.OperationalError("connection refused"))
        create(engine)

    monkeypatch.setattr(tracker_table.TrackerTable.Base.metadata, "create_all", later)
    monkeypatch.setattr("bot.nlu.tracker_table.time.sleep", slept.append)
    store = _Agent(endpoints).tracker_store
    assert slept == [tracker_table.START_SECONDS] * 2
    assert asyncio.run(store.retrieve("nobody")) is None


def test_one_rasa_waits_while_the_other_holds_the_talk(endpoints: AvailableEndpoints) -> None:
    one, two = _Agent(endpoints).lock_store, _Agent(endpoints).lock_store
    assert isinstance(one, RedisLockStore)
    sender, order = uuid.uuid4().hex, []

    async def first(held: asyncio.Event) -> None:
        async with one.lock(sender):
            held.set()
            await asyncio.sleep(0.5)
            order.append("first")

    async def second(held: asyncio.Event) -> None:
        await held.wait()
        async with two.lock(sender):
            order.append("second")

    async def both() -> None:
        held = asyncio.Event()
        await asyncio.gather(first(held), second(held))

    asyncio.run(both())
    assert order == ["first", "second"]
