"""From the id of a pressed button to what it asks."""

import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.web.conversations.errors import UnknownButton
from bot.web.models import Item
from procedures.payload import Button, Payload

_ID = re.compile(r"(?:(?P<seq>\d{1,9})\.)?(?P<id>[A-Za-z0-9_-]{1,20})")


@dataclass(frozen=True)
class Pressed:
    """A button of this conversation; ``id`` names its item too (``12.b1``)."""

    id: str
    button: Button


def find_button(session: Session, conversation: str, button_id: str) -> Pressed:
    """The button ``b1`` of the newest replies, or ``12.b1`` of item 12 of this conversation. Raises UnknownButton."""
    match = _ID.fullmatch(button_id)
    if match is None:
        raise UnknownButton(button_id)
    own = (Item.conversation_id == conversation, Item.sender != "citizen")
    query = select(Item.seq, Item.payload).where(*own).order_by(Item.seq.desc())
    if match["seq"]:
        query = query.where(Item.seq == int(match["seq"]))
    else:
        asked = select(func.max(Item.seq)).where(Item.conversation_id == conversation, Item.sender == "citizen")
        query = query.where(Item.seq > func.coalesce(asked.scalar_subquery(), 0))
    for seq, payload in session.execute(query):
        for button in Payload.model_validate(payload).buttons:
            if button.id == match["id"]:
                return Pressed(f"{seq}.{button.id}", button)
    raise UnknownButton(button_id)


def says_its_title(button: Button) -> bool:
    """Whether the press stands for typing the button's title: it names neither a topic nor a procedure."""
    return button.topic is None and button.procedure is None
