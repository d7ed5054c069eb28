"""Use cases on conversations: verb-named functions on a session and plain values."""

from bot.web.conversations.errors import (
    ClientIdReused,
    Closed,
    ConversationError,
    NotYours,
    OtherConversation,
    StillBusy,
    UnknownButton,
)
from bot.web.conversations.exchange import Message, take_turn
from bot.web.conversations.items import Entry, append_items, items_since
from bot.web.conversations.start import Talk, open_conversation, set_language, start_conversation
from bot.web.conversations.turns import has_turn

__all__ = [
    "ClientIdReused",
    "Closed",
    "ConversationError",
    "Entry",
    "Message",
    "NotYours",
    "OtherConversation",
    "StillBusy",
    "Talk",
    "UnknownButton",
    "append_items",
    "has_turn",
    "items_since",
    "open_conversation",
    "set_language",
    "start_conversation",
    "take_turn",
]
