"""What can go wrong with the help for staff; its sentences are ``help.error.<key>``."""

from bot.web.desk.errors import DeskError


class HelpError(DeskError):
    """Raised by the use cases of this package.

    HelpError
    ├── NoSuchCard      no procedure or topic of that name, or nothing published of it
    ├── CardChanged     the record was published anew since the card was shown
    ├── NoSuchReply     no canned reply of that number, or of another team
    ├── BadField        ``key`` says which field of a canned reply, a note or a call is not in order
    ├── ShortcutTaken   another canned reply has it
    └── ChangedMeanwhile  somebody else has changed the canned reply since its form was opened
    """

    area = "help"
    status = 422


class NoSuchCard(HelpError):
    """No procedure or topic of that name, or nothing published of it."""

    key, status = "no_such_card", 404


class CardChanged(HelpError):
    """The record was published anew since the card was shown."""

    key, status = "card_changed", 409


class NoSuchReply(HelpError):
    """No canned reply of that number, or of another team."""

    key, status = "no_such_reply", 404


class BadField(HelpError):
    """A field that is not in order."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field
        self.key = f"field.{field}"


class ShortcutTaken(HelpError):
    """Another canned reply has it."""

    key, status = "shortcut_taken", 409


class ChangedMeanwhile(HelpError):
    """Somebody else was quicker."""

    key, status = "changed_meanwhile", 409
