"""Our tracker store keeps what Rasa's keeps, in the same table."""

import asyncio
import itertools
import random
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError

from bot.nlu import tracker_table
from bot.nlu.forgetting import forget
from bot.nlu.tracker_table import Stored, TrackerTable
from tests.nlu.made_talks import DOMAIN, beginning, turn
from tests.nlu.test_forgetting import agent_with

ROOT = Path(__file__).parents[2]
CLOCK = itertools.count(1)
"""Events follow one another: Rasa's own store tells sessions apart by their time."""


def table(folder: Path, kind: Any = TrackerTable) -> Any:
    return kind(DOMAIN, db=str(folder / "tracker.db"))


def say(store: TrackerStore, events: "list[Event]", sender: str = "a talk") -> DialogueStateTracker:
    """One turn, as Rasa's processor makes it."""

    async def handle() -> DialogueStateTracker:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        for event in events:
            event.timestamp = float(next(CLOCK))
            tracker.update(event)
        await store.save(tracker)
        return tracker

    return asyncio.run(handle())


def read(store: TrackerStore, sender: str = "a talk") -> Any:
    tracker = asyncio.run(store.retrieve(sender))
    return None if tracker is None else [event.as_dict() for event in tracker.applied_events()]


def turns(seed: int) -> "list[list[Event]]":
    chance = random.Random(seed)
    made = [turn(chance, plain=False) for _ in range(6)]
    made[0] = [*beginning(), *made[0]]
    made[3] = [*beginning(), *made[3]]  # a session that ended, and a new one
    return made


@pytest.mark.parametrize("seed", range(8))
def test_rasas_own_store_reads_the_same_from_the_table_after_each_turn(tmp_path: Path, seed: int) -> None:
    ours, rasas = table(tmp_path), table(tmp_path, SQLTrackerStore)
    for events in turns(seed):
        kept = say(ours, events)
        assert read(ours) == read(rasas) == read(table(tmp_path))
        whole = asyncio.run(rasas.retrieve_full_tracker("a talk"))
        assert whole.as_dialogue().as_dict()["events"][-1] == kept.events[-1].as_dict()


@pytest.mark.parametrize("seed", range(4))
def test_two_processes_in_turns_lose_nothing(tmp_path: Path, seed: int) -> None:
    one, two = table(tmp_path), table(tmp_path)
    made = turns(seed)
    for number, events in enumerate(made):
        say(one if number % 3 else two, events)
    rows = asyncio.run(table(tmp_path).retrieve_full_tracker("a talk")).events
    assert [event.as_dict() for event in rows] == [event.as_dict() for events in made for event in events]


def test_a_talk_stays_in_memory_between_its_turns_and_is_read_once_more_when_it_was_pushed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, chance = table(tmp_path), random.Random(1)
    kept = say(store, [*beginning(), *turn(chance, True)])
    assert say(store, turn(chance, True)) is kept
    monkeypatch.setattr(tracker_table, "KEPT", 1)
    say(store, [*beginning(), *turn(chance, True)], "another")
    again = say(store, turn(chance, True))
    assert again is not kept and len(again.events) > len(kept.events) - 1


def test_long_talks_do_not_stay_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, chance = table(tmp_path), random.Random(1)
    kept = say(store, [*beginning(), *turn(chance, True)])
    monkeypatch.setattr(tracker_table, "EVENTS", len(kept.events) + 1)
    say(store, [*beginning(), *turn(chance, True)], "another")
    assert [*store._kept] == ["another"]


def test_idle_talks_do_not_stay_in_memory(tmp_path: Path) -> None:
    store, chance, now = table(tmp_path), random.Random(1), 0.0
    store.clock = lambda: now
    say(store, [*beginning(), *turn(chance, True)])
    now = 500.0
    say(store, [*beginning(), *turn(chance, True)], "another")
    now = tracker_table.KEPT_SECONDS + 1.0
    store.drop_idle()
    assert [*store._kept] == ["another"]
    now += 500
    store.drop_idle()
    assert not store._kept


def gone(*_: Any, **__: Any) -> Any:
    raise OperationalError("SELECT", {}, Exception("the connection is gone"))


@pytest.mark.parametrize("way", ["connect", "begin"], ids=["reading", "storing"])
def test_a_turn_during_which_the_table_fails_is_as_if_it_had_never_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    store, chance = table(tmp_path), random.Random(4)
    before, then = [*beginning(), *turn(chance, True)], turn(chance, True)
    say(store, before)
    with monkeypatch.context() as broken:
        broken.setattr(store.engine, way, gone)
        with pytest.raises(OperationalError):
            say(store, turn(chance, True))
        assert not store._kept
    say(store, then)
    rows = asyncio.run(table(tmp_path).retrieve_full_tracker("a talk")).events
    assert [event.as_dict() for event in rows] == [event.as_dict() for event in (*before, *then)]
    assert read(store) == read(table(tmp_path))


def test_what_a_turn_stored_a_first_time_and_failed_to_store_a_second_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, chance = table(tmp_path), random.Random(4)
    tracker = say(store, [*beginning(), *turn(chance, True)])
    tracker.update(UserUttered("never stored"))
    with monkeypatch.context() as broken:
        broken.setattr(store.engine, "begin", gone)
        with pytest.raises(OperationalError):
            asyncio.run(store.save(tracker))
    assert read(store) == read(table(tmp_path))


def test_an_error_of_the_data_base_quotes_nothing_of_the_talk(tmp_path: Path) -> None:
    store = table(tmp_path)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE events")
    tracker = DialogueStateTracker("a talk", DOMAIN.slots)
    tracker.update(UserUttered("a word that nobody may find"))
    tracker.stored = Stored(0, 0, "")
    with pytest.raises(OperationalError) as raised:
        asyncio.run(store.save(tracker))
    assert "nobody may find" not in str(raised.value)


def test_a_turn_that_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    store, chance = table(tmp_path), random.Random(2)
    say(store, [*beginning(), *turn(chance, True)])
    before = read(table(tmp_path))
    tracker = asyncio.run(store.retrieve("a talk"))
    tracker.update(UserUttered("never saved"))
    assert read(store) == before


def test_what_another_process_erased_is_gone_here_too(tmp_path: Path) -> None:
    here, there = table(tmp_path), table(tmp_path)
    say(here, beginning())
    assert asyncio.run(forget(agent_with(there), "a talk")) == 3
    assert read(here) is None
    say(here, beginning())
    assert asyncio.run(forget(agent_with(here), "a talk")) == 3
    assert read(here) is None


def test_what_is_erased_stays_in_none_of_the_files(tmp_path: Path) -> None:
    store = table(tmp_path)
    say(store, [*beginning(), UserUttered("a word that nobody may find")])
    found = [path for path in tmp_path.iterdir() if b"nobody may find" in path.read_bytes()]
    assert found
    asyncio.run(forget(agent_with(store), "a talk"))
    assert not [path for path in tmp_path.iterdir() if b"nobody may find" in path.read_bytes()]


@pytest.mark.parametrize("path", ["endpoints.yml", "deploy/endpoints.yml"])
def test_rasa_is_told_to_use_it(path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Rasa goes on in memory, with a warning, where it does not find a store's class.
    for name in ("ACTIONS_URL", "ACTIONS_TOKEN", "TRACKER_URL", "LOCK_HOST", "LOCK_PORT", "LOCK_DB", "LOCK_PASSWORD"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("TRACKER_DIALECT", "sqlite")
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "tracker.db"))
    named = AvailableEndpoints.read_endpoints(str(ROOT / path))
    assert named.tracker_store.type == f"{TrackerTable.__module__}.{TrackerTable.__name__}"
    assert named.action.kwargs["enable_selective_domain"] is True
    if path == "endpoints.yml":
        assert isinstance(TrackerStore.create(named.tracker_store, DOMAIN), TrackerTable)
