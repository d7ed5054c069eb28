"""What can go wrong in a conversation, in business terms; only the HTTP border turns these into status codes."""


class ConversationError(Exception):
    """Raised by the use cases of this package.

    ConversationError
    ├── Closed            it was ended, or nobody has written in it for long; its own link opens it again
    ├── NotYours          no such conversation, or another's token: deliberately one and the same
    ├── ClientIdReused    the same client_id came with another message
    ├── OtherConversation a page still shows another conversation than the browser is in now
    ├── UnknownButton     no such button among those that this conversation was offered
    └── StillBusy         an earlier message is being answered for longer than a caller can wait
    """


class NotYours(ConversationError):
    """No such conversation, or another's token."""


class Closed(ConversationError):
    """It was ended, or nobody has written in it for long; its own link opens it again.

    ``why``: as in Conversation.closed_why.
    """

    def __init__(self, why: str = "idle"):
        super().__init__(why)
        self.why = why


class ClientIdReused(ConversationError):
    """The same client_id came with another message."""


class OtherConversation(ConversationError):
    """A page still shows another conversation than the browser is in now."""


class UnknownButton(ConversationError):
    """No such button among those that this conversation was offered."""


class StillBusy(ConversationError):
    """An earlier message is still being answered."""
