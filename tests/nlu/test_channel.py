"""The channel's answer to "are you ready?"."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest

from bot.nlu.channel import Channel

READY = SimpleNamespace(is_ready=lambda: True, processor=SimpleNamespace(model_filename="motcua-1.tar.gz"))
EMPTY = SimpleNamespace(is_ready=lambda: False, processor=None)


async def ignore(message: Any) -> None:
    """Takes a message and says nothing."""


def ask(ctx: SimpleNamespace) -> tuple[int, dict[str, str]]:
    routes = Channel().blueprint(ignore)
    (route,) = [route for route in routes._future_routes if route.uri == "/ready"]
    answer = asyncio.run(route.handler(SimpleNamespace(app=SimpleNamespace(ctx=ctx))))
    return answer.status, json.loads(answer.body)


def test_with_a_model_it_is_ready_and_names_the_model() -> None:
    assert ask(SimpleNamespace(agent=READY)) == (200, {"status": "ok", "model": "motcua-1.tar.gz"})


@pytest.mark.parametrize("ctx", [SimpleNamespace(), SimpleNamespace(agent=EMPTY)], ids=["starting", "no model"])
def test_without_a_model_it_is_not_ready(ctx: SimpleNamespace) -> None:
    assert ask(ctx) == (503, {"status": "no model"})


def test_it_answers_at_the_path_of_rasas_own_channel() -> None:
    assert Channel.name() == "rest"
