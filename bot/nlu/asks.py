"""What a message asks: one thing, or two with each its own topic and procedure.

``asks`` in what ``parse`` gives: ``[{"topic": "documents", "procedure": "passport"}, {"topic": "time", "procedure":
"passport"}]``, in the order of the message. A part that names nothing asks about what the other part names;
``procedure`` is null where none or several are named. An intent that is no topic makes one entry with that intent, and
what was not understood none.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.masking import Views, views
from bot.nlu.questions import asks_something, cuts

ASKS = "asks"
TOPICS = frozenset([
    "overview", "documents", "form", "steps", "online", "fee", "time", "where", "eligibility", "result", "legal_basis",
    "status", "account_problem", "complaint", "changes",
])  # fmt: skip
"""What can be asked together with another; «compare» always takes its two procedures as one question."""
SURE, SURER = 0.5, 0.7
"""How sure both parts must be, and where no mark parts them: one question taken for two is worse than two for one."""
_STORIES = frozenset(("overview", "complaint", "status", "account_problem", "changes"))
"""Topics that a part may have which only tells what led to the question: «tui muốn đổi bằng lái, nhiêu tiền»."""
_LONGEST = 60
_MOST = 3
"""Places that are tried: each costs as much as the message itself."""

Told = Callable[[Sequence[Views]], list[tuple[str, float]]]


def asks(message: Message, intent: str | None, told: Told) -> list[dict[str, str | None]]:
    """What the message asks. ``told``: topic and certainty of parts."""
    if intent is None:
        return []
    if intent == "compare":
        compared = _listed(message)
        return [{"topic": intent, "procedure": slug} for slug in compared] or [{"topic": intent, "procedure": None}]
    whole: list[dict[str, str | None]] = [{"topic": intent, "procedure": _named(message)}]
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    if intent not in TOPICS or len(tokens) > _LONGEST:
        return whole
    length = len(message.get(TEXT))
    places = list(cuts(tokens))[-_MOST:]
    if not places:
        return whole
    spans = [((0, end), (start, length)) for end, start, _ in places]
    heard = told([views(message, *span) for pair in spans for span in pair])
    best: tuple[float, list[dict[str, str | None]]] = (0.0, whole)
    for pair, (_, _, marked), (first, sure), (second, too) in zip(spans, places, heard[::2], heard[1::2], strict=True):
        one, other = (_named(message, *span) for span in pair)
        parts_of = [[token for token in tokens if start <= token.start and token.end <= end] for start, end in pair]
        asked = [asks_something(part) for part in parts_of]
        if not all(
            is_asked or (marked and topic not in _STORIES)
            for is_asked, topic in zip(asked, (first, second), strict=True)
        ):
            continue
        differ = first != second or (one and other and one != other)
        if (
            differ
            and {first, second} <= TOPICS
            and intent in (first, second)
            and min(sure, too) >= (SURE if marked else SURER)
        ):
            parts = [{"topic": first, "procedure": one or other}, {"topic": second, "procedure": other or one}]
            best = max(best, (sure * too, parts), key=lambda each: each[0])
    return best[1]


def _listed(message: Message) -> list[str]:
    """The procedures that a message compares: two, each named by itself; else none."""
    slugs = {(entity["start"], entity["value"]) for entity in _procedures(message)}
    listed = list(dict.fromkeys(slug for _, slug in sorted(slugs)))
    return listed if len(listed) == len(slugs) == 2 else []


def _named(message: Message, start: int = 0, end: int | None = None) -> str | None:
    """The one procedure that a part of the message names."""
    inside = [each for each in _procedures(message) if start <= each["start"] and (end is None or each["end"] <= end)]
    slugs = {entity["value"] for entity in inside}
    return slugs.pop() if len(slugs) == 1 else None


def _procedures(message: Message) -> list[dict[str, Any]]:
    return [entity for entity in message.get(ENTITIES) or [] if entity["entity"] in ("procedure", "variant")]
