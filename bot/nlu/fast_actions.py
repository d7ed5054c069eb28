"""Calls the action server over a connection that stays open, with what an action reads and no more."""

import asyncio
from collections.abc import Sequence
from typing import Any

import aiohttp
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig

WHOLE_TALK = frozenset(("action_back", "action_repeat"))
"""Actions that read back further than the message before this one (``Talk.said`` in actions/talk.py)."""
MESSAGES = 2
"""Of all others: the citizen's last messages whose turns are sent, this one among them."""


def install() -> None:
    """Replaces the call's body and its session inside Rasa's RemoteAction and EndpointConfig.

    Rasa 3.6.21 opens a connection for every call and sends the whole talk and the whole domain. The domain goes only
    where `enable_selective_domain` is not set, as in Rasa; of the events messages and replies, all that actions read.
    """

    def session(self: EndpointConfig) -> "_Kept":
        loop = asyncio.get_running_loop()
        held: tuple[Any, aiohttp.ClientSession] | None = getattr(self, "kept_session", None)
        if held is None or held[0] is not loop or held[1].closed:
            held = self.kept_session = (loop, rasas_session(self))
        return _Kept(held[1])

    def body(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        state["events"] = [event.as_dict() for event in read_by(self.name(), tracker.events)]
        call = {
            "next_action": self.name(), "sender_id": tracker.sender_id, "tracker": state, "version": rasa.__version__,
        }  # fmt: skip
        if not self._is_selective_domain_enabled() or domain.does_custom_action_explicitly_need_domain(self.name()):
            call["domain"] = domain.as_dict()
        return call

    rasas_session = EndpointConfig.session
    EndpointConfig.session = session
    RemoteAction._action_call_format = body


def read_by(action: str, events: Sequence[Event]) -> list[Event]:
    """The messages and replies that an action reads, the oldest first."""
    found: list[Event] = []
    messages = 0
    for event in reversed(events):
        if isinstance(event, UserUttered | BotUttered):
            found.append(event)
            messages += isinstance(event, UserUttered)
            if messages == MESSAGES and action not in WHOLE_TALK:
                break
    return found[::-1]


class _Kept:
    """A session that the end of ``async with`` leaves open."""

    def __init__(self, session: aiohttp.ClientSession):
        self._session = session

    async def __aenter__(self) -> aiohttp.ClientSession:
        return self._session

    async def __aexit__(self, *_: object) -> None:
        return None


async def close(endpoint: EndpointConfig | None) -> None:
    """Ends the connections to an action server, when Rasa stops."""
    held = getattr(endpoint, "kept_session", None)
    if held is not None:
        await held[1].close()
