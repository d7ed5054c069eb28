"""The answer where we hold nothing, or nothing for the day: which of the two is said plainly, with where to ask."""

from collections.abc import Sequence

from procedures.answers.page import Page, Part
from procedures.calendar import written
from procedures.record import Row


def nothing(page: Page, topic: str, held: Sequence[Row] | None) -> Part:
    """A part without rows. ``held``: the rows of all days; none held means that we don't know, not that none exist."""
    topic_name = page.say(f"topic.{topic}")
    if not held:
        return Part(
            [page.say("knowledge.not_held", topic=topic_name, name=page.name)], outcome="unanswerable_not_in_catalog"
        )
    text = page.say("knowledge.nothing", topic=topic_name, name=page.name, day=written(page.found.on))
    return Part([text], outcome="unanswerable_not_in_force")
