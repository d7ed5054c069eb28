"""What may go wrong with the queue; its sentences are ``queue.error.<key>``."""

from bot.web.desk.errors import DeskError


class QueueError(DeskError):
    """Drawn as a tree.

    QueueError
    ├── BadField       ``field`` is empty or not of its form
    ├── Outdated       somebody else has changed it since the page was drawn
    ├── NoSuch         no such team, day or call-back
    └── NotYours       a colleague has taken the call-back, or it is over
    """

    area = "queue"


class BadField(QueueError):
    """A field that is empty or not of its form. All fields of hours share a sentence."""

    status = 422

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field
        self.key = "hours" if field.startswith(("hours_", "day_hours")) else field


class Outdated(QueueError):
    """Somebody else has changed it since the page was drawn."""

    key = "outdated"


class NoSuch(QueueError):
    """No such team, day or call-back."""

    key, status = "no_such", 404


class NotYours(QueueError):
    """A colleague has taken the call-back, or it is over."""

    key = "not_yours"
