"""What may go wrong with the queue. Only the web edge knows status codes."""


class QueueError(Exception):
    """Drawn as a tree.

    QueueError
    ├── BadField       ``field`` is empty or not of its form
    ├── Outdated       somebody else has changed it since the page was drawn
    ├── NoSuch         no such team, day or call-back
    └── NotYours       a colleague has taken the call-back, or it is over
    """


class BadField(QueueError):
    """A field that is empty or not of its form."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field


class Outdated(QueueError):
    """Somebody else has changed it since the page was drawn."""


class NoSuch(QueueError):
    """No such team, day or call-back."""


class NotYours(QueueError):
    """A colleague has taken the call-back, or it is over."""
