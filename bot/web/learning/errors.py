"""What may go wrong in the review queue. Only the pages know status codes."""


class LearningError(Exception):
    """Drawn as a tree.

    LearningError
    ├── AlreadyDecided   somebody else has decided all of these entries
    ├── BadChoice        ``field`` is missing or unknown: words, topic, procedure, reason
    ├── NearHeldOut      too near a message that the bot is tested with
    ├── Personal         the words hold something of one person, or the place where it was hidden
    ├── OtherMeaning     the same words are an example of another topic
    └── NotOpen          the record's draft is in review: it takes no alias now
    """


class AlreadyDecided(LearningError):
    """Somebody else has decided all of these entries."""


class BadChoice(LearningError):
    """A field is missing or unknown."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field


class NearHeldOut(LearningError):
    """Too near a message that the bot is tested with."""


class OtherMeaning(LearningError):
    """The same words are an example of another topic."""


class NotOpen(LearningError):
    """The record's draft is in review: it takes no alias now."""


class Personal(LearningError):
    """The words hold something of one person, or the place where it was hidden."""
