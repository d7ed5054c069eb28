"""What the console gives to the talk."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.web.conversations.people import People
from bot.web.desk import hands, private
from bot.web.desk.queue.place import position
from bot.web.settings import WebSettings
from procedures.payload import Payload


def people(settings: WebSettings) -> People:
    """With the settings of this edge."""
    key = settings.desk_key.get_secret_value()

    def asked(session: Session, conversation: str, lang: str) -> Payload | None:
        return hands.ask(session, conversation, settings, lang)

    def keep(session: Session, conversation: str, seq: int, values: Sequence[tuple[str, str]]) -> None:
        private.keep(session, key, conversation, seq, values)

    return People(asked, keep, position)
