"""The figures of a model as the pages show them, topic by topic in the order of the closed list."""

from collections.abc import Sequence

from bot.training.figures import FallenTopic, Figures, Share, Way
from bot.web.learning.model_pages.shown import Cell, Numbers, Talks, TopicRow
from procedures.payload import TALK, TOPICS

_ORDER = {topic: place for place, topic in enumerate((*TOPICS, *TALK))}


def numbers(figures: Figures, live: Figures | None = None, fallen: Sequence[FallenTopic] = ()) -> Numbers:
    """``live`` are those of the model that it was measured beside, ``fallen`` what the gate found."""
    fell = {(each.topic, each.way) for each in fallen}
    topics = sorted(figures.messages.topics.items(), key=lambda each: _ORDER.get(each[0], len(_ORDER)))
    old = live.messages.topics if live else {}

    def cell(topic: str, way: Way, share: Share) -> Cell:
        before: Share | None = getattr(old[topic], way) if topic in old else None
        return Cell(share.right, before.right if before else None, (topic, way) in fell)

    rows = (
        TopicRow(
            topic, each.written.n, cell(topic, "written", each.written), cell(topic, "stripped", each.stripped)
        )
        for topic, each in topics
    )  # fmt: skip
    whole, talks = figures.messages.whole, figures.talks
    held = Talks(talks.passed, len(talks.went)) if talks else None
    return Numbers(whole.written.right, whole.stripped.right, held, tuple(rows), bool(old))
