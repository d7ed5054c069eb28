"""What can go wrong at the console, in business terms; only the HTTP border turns these into status codes."""


class DeskError(Exception):
    """Raised by the use cases of this package; ``words`` names its sentence: ``<area>.error.<key>``.

    DeskError
    ├── NoSuchTalk     no such conversation, or not one that this person may see
    ├── TakenAlready   somebody else was quicker
    ├── NoRoom         this person holds as many as the team's rule allows
    ├── NotHeld        this person does not hold it (any more)
    ├── NotServed      this person neither holds nor held it, and does not lead
    ├── Ended          it is over
    ├── NoColleague    it cannot be handed on there
    ├── BadReason      not a reason of the closed list, or none where one is asked for
    ├── Personal       the words hold what looks like a personal number
    ├── NoValue        the hidden number is gone: too old, or erased
    ├── HelpError      ``help.errors``
    └── QueueError     ``queue.errors``
    """

    area = "desk"
    key = "other"
    status = 409

    @property
    def words(self) -> str:
        """The name of its sentence."""
        return f"{self.area}.error.{self.key}"


class NoSuchTalk(DeskError):
    """No such conversation, or not one that this person may see."""

    key, status = "no_such_talk", 404


class TakenAlready(DeskError):
    """Somebody else was quicker."""

    key = "taken_already"


class NoRoom(DeskError):
    """This person holds as many as the team's rule allows."""

    key = "no_room"


class NotHeld(DeskError):
    """This person does not hold it (any more)."""

    key = "not_held"


class NotServed(DeskError):
    """This person neither holds nor held it, and does not lead."""

    key, status = "not_served", 403


class Ended(DeskError):
    """It is over."""

    key = "ended"


class NoColleague(DeskError):
    """It cannot be handed on there."""

    key, status = "no_colleague", 422


class BadReason(DeskError):
    """Not a reason of the closed list, or none where one is asked for."""

    key, status = "bad_reason", 422


class Personal(DeskError):
    """The words hold what looks like a personal number."""

    key, status = "personal", 422


class NoValue(DeskError):
    """The hidden number is gone."""

    key, status = "no_value", 410
