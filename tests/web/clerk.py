"""What the fake Rasa answers in whole conversations: the real payloads of the shipped catalog, by what was said."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from procedures.answers import answer, simple
from procedures.answers.guide_question import question
from procedures.guides import walk
from procedures.lookup import in_force
from procedures.payload import Payload
from procedures.text import PLACEHOLDER
from tests.web.card_samples import SAMPLES
from tests.web.fake_rasa import Reply

DAY = date(2026, 11, 20)
CODE = "H40.18-261102-0007"
"""Of the mock agencies."""
RECORD = "criminal-record-1"
TOPICS = ("fee", "documents", "time")


class Clerk:
    """Knows the words of the five conversations and nothing else: another message is a fault of the test."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._walked: walk.Walk | None = None

    def __call__(self, body: dict[str, Any]) -> Reply:
        """The reply to a message as Rasa would send it."""
        with self._sessions() as session:
            said = self._answer(session, body["message"], body["metadata"]["lang"])
        return [{"recipient_id": body["sender"], "custom": said.model_dump(mode="json")}]

    def _answer(self, session: Session, message: str, lang: str) -> Payload:
        for topic in TOPICS:
            if message in (f"{topic}?", f'/{topic}{{"procedure": "{RECORD}"}}'):
                return answer(session, RECORD, topic, on=DAY, lang=lang)
        if PLACEHOLDER.search(message):
            return SAMPLES["status"](session, lang)
        match message:
            case "lệ phí lý lịch tư pháp":
                return SAMPLES["choices"](session, lang)
            case "thường trú cần gì":
                return SAMPLES["documents"](session, lang)
            case "tra cứu hồ sơ":
                return simple("actions.ask_code", "asked_back", lang=lang, topic="status")
            case _ if message == CODE:
                return simple("actions.ask_birth_date", "asked_back", lang=lang, topic="status", code=CODE)
            case "goodbye":
                return simple("actions.goodbye", "smalltalk", lang=lang, topic="goodbye")
            case "từng bước":
                guide = in_force(session, RECORD, DAY).record.guide
                assert guide
                self._walked = walk.start(guide)
                return question(RECORD, self._walked, lang)
        return self._next_question(session, message, lang)

    def _next_question(self, session: Session, title: str, lang: str) -> Payload:
        """The message is the title of an option, as a button says it."""
        assert self._walked and self._walked.question, title
        (option,) = (each.id for each in self._walked.question.options if each.title.in_(lang) == title)
        self._walked = walk.answer(self._walked, option)
        if self._walked.question:
            return question(RECORD, self._walked, lang)
        return SAMPLES["guide_outcome"](session, lang)
