"""What every action is: a name, a reply, and one place where a failing look-up becomes an honest answer."""

import asyncio
from dataclasses import replace
from typing import Any, ClassVar

import structlog
from pydantic import ValidationError
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions import alarm, limits
from actions.detours import detour
from actions.facts_told import before, known, slot_of
from actions.guides.instead import instead
from actions.history import history, with_answers
from actions.marks import forget
from actions.office import Office
from actions.say import Reply, send
from actions.talk import Talk, read
from procedures.answers import simple
from procedures.once import remember

log = structlog.get_logger()

FAILURES = (SQLAlchemyError, ValidationError)
"""What a look-up may fail with: the data base, or a stored record that is no longer readable."""


def _with_facts(talk: Talk, reply: Reply) -> Reply:
    """The reply that also remembers what the message told, whatever it was about."""
    facts = known(talk)
    if "facts" in reply.slots or facts == before(talk):
        return reply
    return replace(reply, slots={**reply.slots, "facts": slot_of(facts)})


def _with_history(talk: Talk, reply: Reply) -> Reply:
    """The reply that also remembers which procedures it spoke of."""
    before_it = history(talk)
    after = with_answers(before_it, reply.payloads)
    if "history" in reply.slots or after == before_it:
        return reply
    return replace(reply, slots={**reply.slots, "history": [list(step) for step in after]})


class Need(Action):
    """One need of a citizen. Subclasses name it and write ``reply``."""

    about: ClassVar[str]
    """The action's name without ``action_``."""

    def __init__(self, office: Office):
        self.office = office

    def name(self) -> str:
        """The name under which domain.yml knows it."""
        return f"action_{self.about}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        """Reads the talk, replies, remembers."""
        try:
            return send(dispatcher, await self._reply(read(tracker, self.office.today())))
        finally:
            forget()  # what a citizen wrote stays nowhere beyond the answer

    async def _reply(self, talk: Talk) -> Reply:
        structlog.contextvars.bind_contextvars(turn=talk.turn)
        try:
            reply = limits.refused(talk, self.about) or await self.answer(talk)
        except FAILURES as error:
            # The kind alone: messages of the data base quote values.
            log.error("look_up_failed", action=self.name(), error=type(error).__name__)
            reply = Reply([simple("actions.failed", "error_internal", lang=talk.lang, contacts=True)])
        if not self.about.startswith("validate_"):  # to Rasa any slot of theirs is an answer to the form's question
            reply = _with_history(talk, _with_facts(talk, reply))
        return alarm.first(talk, self.about, reply)

    async def answer(self, talk: Talk) -> Reply:
        """The reply, worked out in a thread: the data base is asked synchronously."""
        return await asyncio.to_thread(self._in_session, talk)

    def reply(self, talk: Talk, session: Session) -> Reply:
        """What to say and to remember."""
        raise NotImplementedError

    def _in_session(self, talk: Talk) -> Reply:
        with self.office.sessions.begin() as session:
            remember(session)
            other = instead(talk, session, self.about) or detour(talk, session, self.about)
            return other or self.reply(talk, session)
