"""Hazard: the web dies while it answers, and nobody sends the message again. It still gets a word."""

import uuid
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.jobs import WORK
from bot.web.conversations.start import Talk, start_conversation
from bot.web.conversations.turns import Asked, Begun, begin_turn, finish_turn
from bot.web.edge import Edge
from bot.web.jobs import do_what_is_due
from bot.web.models import Conversation, Item, Turn
from bot.web.own_words import first_message, interrupted
from bot.web.rasa import Rasa
from bot.web.settings import WebSettings
from procedures.answers import simple
from procedures.calendar import now

BROKEN = [work for work in WORK if work.name == "broken_turns"]
Sessions = sessionmaker[Session]


@pytest.fixture
async def here(settings: WebSettings, sessions: Sessions) -> AsyncIterator[Edge]:
    async with aiohttp.ClientSession() as http:
        yield Edge(settings, sessions, Rasa(http, settings.rasa_url))


def begin(edge: Edge) -> tuple[Talk, Begun]:
    """A message that is being answered."""
    with edge.sessions.begin() as session:
        talk = start_conversation(session, first_message(edge.settings, "vi"))
        begun = begin_turn(
            session, talk, str(uuid.uuid4()), "digest", lambda *_: Asked("lệ phí", {"text": "lệ phí", "button": None}),
            lambda lang: interrupted(edge.settings, lang),
        )  # fmt: skip
    assert isinstance(begun, Begun)
    return talk, begun


def lease_is_over(edge: Edge) -> None:
    with edge.sessions.begin() as session:
        session.execute(update(Conversation).values(leased_until=now() - timedelta(seconds=1)))


def transcript(edge: Edge) -> list[tuple[str, str | None]]:
    """Who spoke, with the outcome of what the bot said."""
    with edge.sessions() as session:
        items = session.scalars(select(Item).order_by(Item.seq)).all()
        return [(item.sender, item.payload.get("outcome")) for item in items]


async def test_a_message_whose_answer_never_came_is_called_interrupted_with_a_way_on(here: Edge) -> None:
    begin(here)
    lease_is_over(here)
    assert await do_what_is_due(here, BROKEN) == ["broken_turns"]
    assert transcript(here) == [("bot", "smalltalk"), ("citizen", None), ("bot", "error_internal")]
    with here.sessions() as session:
        assert session.scalars(select(Turn.state)).all() == ["done"]
        said = session.scalars(select(Item.payload).where(Item.sender == "bot").order_by(Item.seq.desc())).first()
    assert said and said["blocks"][0]["type"] == "contacts"


async def test_a_message_that_is_being_answered_is_left_alone(here: Edge) -> None:
    begin(here)
    await do_what_is_due(here, BROKEN)
    assert transcript(here) == [("bot", "smalltalk"), ("citizen", None)]


async def test_an_answer_that_comes_after_that_is_not_added(here: Edge) -> None:
    talk, begun = begin(here)
    lease_is_over(here)
    await do_what_is_due(here, BROKEN)
    with here.sessions.begin() as session:
        late = finish_turn(session, talk, begun, [simple("web.first", "answered", lang="vi", operator="x")])
    assert late is None
    assert transcript(here)[2:] == [("bot", "error_internal")]
