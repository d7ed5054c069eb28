"""Timed work: done by one edge at a time, however many there are. The lease lies in the data base."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web import metrics
from bot.web.citizen.site_models import Job
from bot.web.edge import Edge
from bot.web.logs import where
from procedures.calendar import now

LEASE = timedelta(minutes=10)
"""After this time work counts as broken, and another edge may begin it again: so all work here may be done twice."""
FIRST = 20.0
"""Seconds after the start before the first look: those who wait for answers come first."""
BETWEEN = 15.0
"""Seconds between looks."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Work:
    """What is to be done again and again, ``every`` so often."""

    name: str
    every: timedelta
    do: Callable[[Edge], Awaitable[None]]


@asynccontextmanager
async def at_work(edge: Edge, works: Sequence[Work]) -> AsyncIterator[None]:
    """While this is open, the work is done in its time."""
    task = asyncio.create_task(_forever(edge, works))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def do_what_is_due(edge: Edge, works: Sequence[Work]) -> list[str]:
    """One look; gives the names of what was done. Work that fails is logged, and is due again at the next look."""
    done = []
    for work in works:
        lease = secrets.token_hex(16)
        try:
            if not await edge.run(begin, work, lease):
                continue
            try:
                await work.do(edge)
            except BaseException:
                await edge.run(end, work.name, lease, False)
                raise
            await edge.run(end, work.name, lease, True)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other work goes on
            metrics.WORK_FAILED.labels(work.name).inc()
            log.error("work_failed", work=work.name, error=type(error).__name__, where=where(error))
        else:
            done.append(work.name)
    return done


def begin(session: Session, work: Work, lease: str) -> bool:
    """Takes the lease, if the work is due and nobody else is at it."""
    if session.scalar(select(Job.name).where(Job.name == work.name)) is None:
        with suppress(IntegrityError), session.begin_nested():
            session.add(Job(name=work.name))
    moment = now()
    taken = session.execute(
        update(Job)
        .where(
            Job.name == work.name,
            or_(Job.lease.is_(None), Job.leased_until < moment),
            or_(Job.done_at.is_(None), Job.done_at <= moment - work.every),
        )
        .values(lease=lease, leased_until=moment + LEASE)
        .returning(Job.name)
        .execution_options(synchronize_session=False)
    )
    return taken.scalar_one_or_none() is not None


def end(session: Session, name: str, lease: str, done: bool) -> None:
    """Gives the lease back."""
    values = {"lease": None, "leased_until": None} | ({"done_at": now()} if done else {})
    session.execute(
        update(Job)
        .where(Job.name == name, Job.lease == lease)
        .values(values)
        .execution_options(synchronize_session=False)
    )


async def _forever(edge: Edge, works: Sequence[Work]) -> None:
    await asyncio.sleep(FIRST)
    while True:
        await do_what_is_due(edge, works)
        await asyncio.sleep(BETWEEN)
