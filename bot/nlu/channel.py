"""Rasa's REST channel, with an honest answer to "are you ready?", ways to forget a talk and to only parse a text."""

import asyncio
import gc
import hmac
import logging
import os
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.nlu.fast_actions import close
from bot.nlu.forgetting import forget
from bot.nlu.tracker_table import TrackerTable

LONGEST = 2000
"""Characters of a text to parse, as the web bounds a message."""
OBJECTS = 20_000
"""New objects between two looks of the garbage collector at the youngest; Python's own number is 700."""
LOOK_SECONDS = 60
"""Between two looks for talks that have been idle in memory for too long."""
TOLD = ("intent", "intent_ranking", "entities", "asks")
"""What of a parsed message is given back; its text is not."""

logger = logging.getLogger(__name__)


class Channel(RestInput):
    """POST ``webhook`` is Rasa's own. GET ``ready`` answers 200 and the model's name, or 503 while there is no model.

    Rasa serves also when its model could not be loaded, and then answers every message with an empty list, as it does
    when a turn failed. Here both have the status 503.
    DELETE ``trackers/<sender>`` erases a conversation from Rasa's memory, for whoever holds RASA_TOKEN.
    POST ``parse`` with ``{"text"}`` says how the dialogue would understand it and keeps nothing; also with RASA_TOKEN.
    """

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Rasa's routes and ours."""
        routes = super().blueprint(_failing_without_words(on_new_message))

        @routes.listener("after_server_start")
        async def settle(_app: Any, _loop: Any) -> None:
            # The model is loaded; looking through it for garbage again and again makes single turns slow.
            gc.collect()
            gc.freeze()
            gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])

        @routes.listener("after_server_start")
        async def begin_looking(app: Any, _loop: Any) -> None:
            app.add_task(_drop_idle(app), name="drop idle talks")

        @routes.on_response
        async def without_replies_it_failed(_request: Request, answer: HTTPResponse) -> None:
            if getattr(answer, "body", None) == b"[]":
                answer.status = 503

        @routes.listener("before_server_stop")
        async def hang_up(app: Any, _loop: Any) -> None:
            await close(getattr(getattr(app.ctx, "agent", None), "action_endpoint", None))

        @routes.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok", "model": agent.processor.model_filename})

        @routes.route("/trackers/<sender:str>", methods=["DELETE"])
        async def erase(request: Request, sender: str) -> HTTPResponse:
            if not _may(request.headers.get("authorization", "")):
                return response.json({"status": "unauthorized"}, status=401)
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or agent.tracker_store is None:
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok", "events": await forget(agent, sender)})

        @routes.route("/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            if not _may(request.headers.get("authorization", "")):
                return response.json({"status": "unauthorized"}, status=401)
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return response.json({"status": "no model"}, status=503)
            text = request.json.get("text") if isinstance(request.json, dict) else None
            text = text.lstrip("/ ") if isinstance(text, str) else ""  # a leading slash would be a command
            if not text or len(text) > LONGEST:
                return response.json({"status": "bad text"}, status=422)
            found = await agent.parse_message(text)
            return response.json({name: found.get(name) for name in TOLD})

        return routes


def _failing_without_words(handle: Callable[[UserMessage], Awaitable[Any]]) -> Callable[[UserMessage], Awaitable[Any]]:
    """The same; of a turn that fails, the log has where and why, where Rasa 3.6.21 writes down what was said."""

    async def handled(message: UserMessage) -> None:
        try:
            await handle(message)
        except asyncio.CancelledError:  # who asked has gone; Rasa's channel ends the turn here too
            logger.error("A turn was broken off: nobody waits for it any more")
        except Exception as error:  # noqa: BLE001 - the last resort, logged; the web answers for it
            where = "".join(traceback.format_tb(error.__traceback__))  # the lines, not the values on them
            logger.error("A turn failed: %s at\n%s", type(error).__name__, where)

    return handled


async def _drop_idle(app: Any) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        store = getattr(getattr(app.ctx, "agent", None), "tracker_store", None)
        if isinstance(store, TrackerTable):
            store.drop_idle()


def _may(given: str) -> bool:
    """Whether this is our own web. Without a token of some length nobody is."""
    token = os.environ.get("RASA_TOKEN", "")
    return len(token) >= 16 and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
