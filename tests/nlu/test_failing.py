"""A talk that can't be read or stored fails the turn: nothing is answered, nothing is kept aside."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import UserUttered
from sqlalchemy.exc import OperationalError

from bot.nlu import failing
from tests.nlu.made_talks import DOMAIN
from tests.nlu.replaced import put_back
from tests.nlu.test_tracker_table import gone, table


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    failing.install()
    yield
    put_back()


def test_rasa_uses_the_store_as_it_is(tmp_path: Path) -> None:
    store = table(tmp_path)
    assert Agent(DOMAIN, tracker_store=store).tracker_store is store
    assert isinstance(Agent(DOMAIN).tracker_store, InMemoryTrackerStore)


def test_an_error_while_reading_ends_the_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = table(tmp_path)
    monkeypatch.setattr(store.engine, "connect", gone)
    processor = object.__new__(MessageProcessor)
    processor.tracker_store = Agent(DOMAIN, tracker_store=store).tracker_store
    with pytest.raises(OperationalError):
        asyncio.run(processor.handle_message(UserMessage("lệ phí?", sender_id="a talk")))


def test_an_error_while_storing_takes_the_replies_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = table(tmp_path)
    monkeypatch.setattr(store.engine, "begin", gone)
    processor, said = replying(Agent(DOMAIN, tracker_store=store)), CollectingOutputChannel()
    with pytest.raises(OperationalError):
        asyncio.run(processor.handle_message(UserMessage("lệ phí?", said, "a talk")))
    assert said.messages == []


def test_a_turn_that_is_stored_keeps_its_replies(tmp_path: Path) -> None:
    said = CollectingOutputChannel()
    processor = replying(Agent(DOMAIN, tracker_store=table(tmp_path)))
    asyncio.run(processor.handle_message(UserMessage("lệ phí?", said, "a talk")))
    assert [message["text"] for message in said.messages] == ["10.000 đồng"]


def replying(agent: Agent) -> MessageProcessor:
    """A processor that answers everything with one sentence and stores it."""

    class Replying(MessageProcessor):
        async def log_message(self, message: UserMessage, should_save_tracker: bool = True) -> Any:
            tracker = await self.tracker_store.get_or_create_tracker(message.sender_id, append_action_listen=False)
            tracker.update(UserUttered(message.text))
            return tracker

        async def run_action_extract_slots(self, _channel: Any, tracker: Any) -> Any:
            return tracker

        async def _run_prediction_loop(self, channel: Any, tracker: Any) -> None:
            await channel.send_text_message(tracker.sender_id, "10.000 đồng")

    processor = object.__new__(Replying)
    processor.tracker_store = agent.tracker_store
    processor.model_metadata = SimpleNamespace(training_type=None)
    return processor
