"""The answer where nothing is published for the day: said plainly, with where to ask."""

from procedures.answers.page import Page, Part
from procedures.calendar import written


def nothing(page: Page, topic: str) -> Part:
    """A part that says that nothing on this topic is published for this procedure and day."""
    topic_name = page.say(f"topic.{topic}")
    text = page.say("knowledge.nothing", topic=topic_name, name=page.name, day=written(page.found.on))
    return Part([text], published=False)
