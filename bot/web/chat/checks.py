"""What a message of the page must fulfil before anything is stored or asked."""

from bot.web.conversations import Message, OtherConversation, Talk, UnknownButton
from bot.web.intake import check_text
from procedures.payload import Payload


def check_shown(talk: Talk | None, shown: str) -> None:
    """That the page shows the conversation the browser is in: with two tabs, one may have started another.

    Numbers of items and buttons mean something in their own conversation only. Raises OtherConversation.
    """
    if shown != (talk.id if talk else ""):
        raise OtherConversation


def check_first(message: Message, first: Payload) -> None:
    """That a message is worth a new conversation. Raises MessageRefused or UnknownButton."""
    if message.kind == "text":
        check_text(message.value)
    elif message.value.removeprefix("1.") not in {button.id for button in first.buttons}:
        raise UnknownButton(message.value)
