"""What may go wrong at the editors' desk. Only the pages know status codes."""

from typing import Any


class EditError(Exception):
    """Drawn as a tree.

    EditError
    ├── NoSuchThing     no draft, record, version, part or row of that name
    ├── RowChanged      somebody else has changed this row (or part) since it was read
    ├── Busy            many write at once; nothing was changed
    ├── OwnWork         whoever wrote it cannot approve it
    ├── NoWriter        nobody has answered for it yet, so a second person cannot approve it
    ├── NotNow          the step does not go with the draft's state
    ├── HasProblems     the rules find mistakes, so it cannot go on
    ├── Moved           something else is live than the draft was made from
    ├── LiveBroken      what is live does not fit together, so it cannot be written as files
    ├── Missing         ``field`` is empty
    └── LinkOver        the fact-check link was ended, is too old, or never was
    """


class NoSuchThing(EditError):
    """No draft, record, version, part or row of that name."""


class RowChanged(EditError):
    """Somebody else has changed the row since it was read; ``now`` is what it says (None: it is gone)."""

    def __init__(self, now: dict[str, Any] | None):
        super().__init__()
        self.now = now


class Busy(EditError):
    """Many write at once; nothing was changed."""


class OwnWork(EditError):
    """Whoever wrote it cannot approve it."""


class NoWriter(EditError):
    """Nobody has answered for it yet, so a second person cannot approve it."""


class NotNow(EditError):
    """The step does not go with the draft's state."""


class HasProblems(EditError):
    """The rules find mistakes."""


class Moved(EditError):
    """Something else is live than the draft was made from."""


class LiveBroken(EditError):
    """What is live does not fit together, so it cannot be written as files."""


class Missing(EditError):
    """A field that must not be empty."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field


class LinkOver(EditError):
    """The fact-check link was ended, is too old, or never was."""
