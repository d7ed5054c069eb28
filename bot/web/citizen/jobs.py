"""The timed work of the edge."""

from datetime import timedelta

from bot.web.citizen.living import close_idle
from bot.web.citizen.trackers import erase_trackers
from bot.web.conversations.broken import close_broken
from bot.web.edge import Edge
from bot.web.jobs import Work
from bot.web.retention import erase_old, erase_old_reports


async def _close_idle(edge: Edge) -> None:
    await edge.run(close_idle, edge.settings)


async def _retention(edge: Edge) -> None:
    while await edge.run(erase_old, edge.settings):
        pass
    await edge.run(erase_old_reports, edge.settings)


WORK = (
    Work("broken_turns", timedelta(seconds=30), close_broken),
    Work("close_idle", timedelta(minutes=1), _close_idle),
    Work("retention", timedelta(hours=6), _retention),
    Work("trackers", timedelta(minutes=1), erase_trackers),
)
