"""Measures a candidate beside the live model: held-out messages first, conversations where those show no fall."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from bot.training.figures import (
    WHOLE,
    FallenTalks,
    FallenTopic,
    Figures,
    Messages,
    Share,
    Shares,
    Talks,
    Verdict,
    Way,
)
from bot.training.gate import Compared, compared, fallen

WAYS: tuple[Way, Way] = ("written", "stripped")


class Measure(Protocol):
    """The two programs that measure. Each gives what it wrote, or raises NotMeasured (programs.py)."""

    async def messages(self, live: Path, candidate: Path) -> dict[str, Any]:
        """``tests/bench/beside.py`` says the form."""

    async def talks(self, model: Path) -> dict[str, Any]:
        """``tests/conversations/measure.py`` says the form."""


async def verdict(measure: Measure, live: Path, candidate: Path, live_id: int, live_figures: Figures | None) -> Verdict:
    """What the gate says of a candidate. ``live_figures``: what was measured of the live model before."""
    told = await measure.messages(live, candidate)
    groups = {
        topic: {way: Compared(**counts) for way, counts in ways.items()} for topic, ways in told["groups"].items()
    }
    topics = _topics(groups)
    before, after = _messages(told["of"], groups, candidate=False), _messages(told["of"], groups, candidate=True)
    known = live_figures.talks if live_figures else None
    if topics:
        shown = Figures(messages=before, talks=known)
        return Verdict(live_id=live_id, live=shown, candidate=Figures(messages=after), topics=topics, talks=[])
    talks = Talks.model_validate(await measure.talks(candidate))
    if known is None or known.of != talks.of:
        known = Talks.model_validate(await measure.talks(live))
    return Verdict(
        live_id=live_id,
        live=Figures(messages=before, talks=known),
        candidate=Figures(messages=after, talks=talks),
        topics=[],
        talks=_talks(known, talks),
    )


def _topics(groups: Mapping[str, Mapping[str, Compared]]) -> list[FallenTopic]:
    found = []
    for way in WAYS:
        of_way = {topic: ways[way] for topic, ways in groups.items() if topic != WHOLE}
        found += [
            FallenTopic(topic=each.group, way=way, live=each.live, candidate=each.candidate, p=each.p)
            for each in fallen(of_way)
        ]
    return found


def _messages(of: str, groups: Mapping[str, Mapping[str, Compared]], *, candidate: bool) -> Messages:
    def share(each: Compared) -> Share:
        return Share(n=each.n, right=each.percent(each.candidate if candidate else each.live))

    shares = {topic: Shares(**{way: share(each) for way, each in ways.items()}) for topic, ways in groups.items()}
    return Messages(of=of, whole=shares.pop(WHOLE), topics=shares)


def _talks(live: Talks, candidate: Talks) -> list[FallenTalks]:
    """Files whose conversations fell, and all together: one lost in each file is a fall as well."""
    names = [name for name in candidate.went if name in live.went]
    rows = [(group, live.went[name], candidate.went[name]) for name in names for group in (WHOLE, _file(name))]
    lost = [name for name in names if live.went[name] and not candidate.went[name]]
    return [
        FallenTalks(
            file=each.group, live=each.live, candidate=each.candidate, p=each.p,
            names=[name for name in lost if each.group in (WHOLE, _file(name))],
        )
        for each in fallen(compared(rows))
    ]  # fmt: skip


def _file(name: str) -> str:
    return name.partition(":")[0]
