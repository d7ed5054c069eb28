"""How well a model understands, and what the gate said of it: the closed form of what is kept as JSON.

Of the held-out messages only shares are kept, never a message; the conversations of ``tests/conversations`` are named.
"""

from typing import Literal

from procedures.base import Strict

Way = Literal["written", "stripped"]
"""Messages as people wrote them, and the same without diacritics."""
WHOLE = "*"
"""In place of a file: all conversations together."""


class Share(Strict):
    """So many messages, and how many percent of them were understood (topic and procedure)."""

    n: int
    right: float


class Shares(Strict):
    """The same messages in both ways."""

    written: Share
    stripped: Share


class Messages(Strict):
    """What one model made of the held-out messages."""

    of: str
    """Digest of the messages: figures of other ones do not compare."""
    whole: Shares
    topics: dict[str, Shares]


class Talks(Strict):
    """Which conversations went as written, by «file: name»."""

    of: str
    """Digest of the conversations."""
    went: dict[str, bool]

    @property
    def passed(self) -> int:
        """How many went as written."""
        return sum(self.went.values())


class Figures(Strict):
    """All that was measured of one model; ``talks`` is None where the messages settled it already."""

    messages: Messages
    talks: Talks | None = None


class FallenTopic(Strict):
    """A topic that fell, in percent, and how likely such a fall is by chance."""

    topic: str
    way: Way
    live: float
    candidate: float
    p: float


class FallenTalks(Strict):
    """Conversations that fell together: those of a file, or all (WHOLE). ``names`` are those that went wrong now."""

    file: str
    live: float
    candidate: float
    p: float
    names: list[str]


class Verdict(Strict):
    """What the gate said; the candidate may be released where nothing fell."""

    live_id: int
    """The model that it was measured beside."""
    live: Figures
    candidate: Figures
    topics: list[FallenTopic]
    talks: list[FallenTalks]

    @property
    def passed(self) -> bool:
        """Whether it may be released."""
        return not self.topics and not self.talks
