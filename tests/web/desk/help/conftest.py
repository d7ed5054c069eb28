"""The shipped catalog for use cases; on a running edge conversations that somebody holds."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

import bot.web.desk.models
import bot.web.models  # noqa: F401 - their tables belong to Base
from bot.web.models import Conversation
from bot.web.settings import WebSettings
from procedures.calendar import now
from tests.published import published
from tests.web.desk.queue.made import item, talk
from tests.web.fake_rasa import FakeRasa

TOKEN = "a token of the tests"


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session on the shipped catalog; nothing is written."""
    with published(tmp_path_factory.mktemp("catalog")) as session:
        yield session


@pytest.fixture
def asks_rasa(settings: WebSettings) -> None:
    """A token between web and Rasa."""
    settings.rasa_token = SecretStr(TOKEN)


@pytest.fixture
def held(sessions: sessionmaker[Session]) -> "Talks":
    """Makes conversations."""
    return Talks(sessions)


@pytest.fixture
def about_fees(rasa: FakeRasa) -> None:
    """A bot that takes everything for a question about the fee of the record."""
    entity = {"entity": "procedure", "value": "criminal-record-1", "start": 0, "end": 3}
    ranking = [{"name": "fee", "confidence": 0.9}, {"name": "documents", "confidence": 0.1}]
    rasa.meaning = lambda text: {"intent_ranking": ranking, "entities": [entity], "asks": []}


class Talks:
    """Conversations of the tests, held by whom a test says."""

    def __init__(self, sessions: sessionmaker[Session]):
        self.sessions = sessions

    def by(self, account: int | None, text: str = "lệ phí lý lịch tư pháp số 1?", lang: str = "vi") -> str:
        """A conversation in which a citizen has asked that; held by the account, or waiting where it is None."""
        stage = "held" if account else "waiting"
        with self.sessions.begin() as session:
            made = talk(session, stage, lang=lang, holder_id=account, held_since=now() if account else None)
            self.say(session, made, text)
            return made

    def say(self, session: Session, conversation: str, text: str, sender: str = "citizen") -> None:
        """One more message."""
        found = session.get_one(Conversation, conversation)
        found.last_seq += 1
        item(session, conversation, found.last_seq, sender, now(), text=text, button=None)
