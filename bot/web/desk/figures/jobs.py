"""Keeps the figures of days that are over."""

from datetime import timedelta

from bot.web.desk.figures.bank import fill, unfilled
from bot.web.edge import Edge
from bot.web.jobs import Work


async def fill_days(edge: Edge) -> None:
    """One transaction a day, the oldest first."""
    for day in await edge.run(unfilled):
        await edge.run(fill, day)


WORK = (Work("daily_figures", timedelta(minutes=10), fill_days),)
