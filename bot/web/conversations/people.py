"""What the talk asks of those who may answer it themselves. The console gives it; here nothing of it is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.web.models import Conversation
from procedures.payload import Payload


def _nobody(_session: Session, _conversation: str, _lang: str) -> Payload | None:
    return None


def _nowhere(_session: Session, _conversation: str, _seq: int, _values: Sequence[tuple[str, str]]) -> None:
    return None


def _no_place(_session: Session, _conversation: Conversation) -> int | None:
    return None


@dataclass(frozen=True)
class People:
    """All in the transaction of whoever calls. Without a console nobody comes."""

    asked: Callable[[Session, str, str], Payload | None] = _nobody
    """The bot hands this conversation over (language): the notice for the citizen."""
    keep: Callable[[Session, str, int, Sequence[tuple[str, str]]], None] = _nowhere
    """Seals (kind, value) of what was hidden in this item, for whoever answers."""
    position: Callable[[Session, Conversation], int | None] = _no_place
    """The place of a waiting conversation, from 1."""
