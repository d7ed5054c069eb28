"""Lets a turn fail as a whole when its talk could not be read or stored."""

from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore


def install() -> None:
    """Replaces Agent._create_tracker_store, which gives the store as it is, and MessageProcessor.handle_message.

    Rasa 3.6.21 puts the store within a FailSafeTrackerStore. Where the store fails, that one answers as if the talk
    were new, and keeps what it could not store in memory, without bounds and without ever reading it again. Here the
    error ends the turn and takes its replies along: what could not be stored was not said.
    """
    rasas = MessageProcessor.handle_message

    def create_tracker_store(store: TrackerStore | None, domain: Any) -> TrackerStore:
        if store is None:
            return InMemoryTrackerStore(domain)
        store.domain = domain
        return store

    async def handle_message(self: MessageProcessor, message: UserMessage) -> Any:
        try:
            return await rasas(self, message)
        except Exception:
            message.output_channel.messages = []
            raise

    Agent._create_tracker_store = staticmethod(create_tracker_store)
    MessageProcessor.handle_message = handle_message
