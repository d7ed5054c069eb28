"""The faults: what is done to which part, what puts it right again, and what readiness has to say meanwhile."""

import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from tests.faults import clock, disk
from tests.faults.broken import AGENCIES, Breakable
from tests.faults.gate import Mode

Deed = Callable[[Breakable], Awaitable[None]]


async def nothing(_: Breakable) -> None:
    """It is put right by itself."""


@dataclass(frozen=True)
class Fault:
    """``begin``, then ``hold`` seconds, then ``end``."""

    name: str
    begin: Deed
    end: Deed = nothing
    unready: str | None = None
    """The part that readiness must call not ready; «web»: nobody answers; None: all stay ready."""
    on: Literal["scaled", "embedded", "pair"] = "scaled"
    hold: float = 5.0
    dossiers: bool = False
    """Whether citizens mostly ask for dossiers, so that agencies are called."""


async def _signal(it: Breakable, part: str, number: signal.Signals) -> None:
    it.kill(part, number)


async def _gate(it: Breakable, name: str, mode: Mode) -> None:
    it.gates[name].set(mode)


async def _agencies(it: Breakable, mode: str, agencies: Sequence[str]) -> None:
    await it.switch(mode, agencies)


async def _clock(it: Breakable, seconds: float) -> None:
    assert it.clock
    clock.move(it.clock, seconds)


async def _fill(it: Breakable) -> None:
    assert it.disk
    disk.fill(it.disk)


async def _free(it: Breakable) -> None:
    assert it.disk
    disk.free(it.disk)


def _killed(part: str, unready: str | None, dossiers: bool = False) -> Fault:
    return Fault(
        f"{part} killed", partial(_signal, part=part, number=signal.SIGKILL), unready=unready, dossiers=dossiers
    )


def _restarted(part: str, unready: str | None) -> Fault:
    return Fault(f"{part} restarted", partial(_signal, part=part, number=signal.SIGTERM), unready=unready)


def _stopped(part: str, unready: str | None, dossiers: bool = False) -> Fault:
    begin, end = (partial(_signal, part=part, number=number) for number in (signal.SIGSTOP, signal.SIGCONT))
    return Fault(f"{part} stands still", begin, end, unready, dossiers=dossiers)


def _line(name: str, mode: Mode, unready: str | None, said: str, dossiers: bool = False) -> Fault:
    begin, end = partial(_gate, name=name, mode=mode), partial(_gate, name=name, mode="open")
    return Fault(f"{name} {said}", begin, end, unready, dossiers=dossiers)


def _mode(mode: str, said: str, *agencies: str) -> Fault:
    begin, end = (partial(_agencies, mode=each, agencies=agencies or AGENCIES) for each in (mode, "ok"))
    return Fault(f"{agencies[0] if agencies else 'agencies'} {said}", begin, end, dossiers=True)


def _moved(seconds: float, said: str) -> Fault:
    return Fault(f"clock {said}", partial(_clock, seconds=seconds), partial(_clock, seconds=0.0), on="embedded")


def _one_of_two(part: str) -> Fault:
    begin = partial(_signal, part=f"{part}-2", number=signal.SIGKILL)
    return Fault(f"one {part} of two killed", begin, unready=part, on="pair")


FAULTS = (
    _killed("rasa", "rasa"),
    _restarted("rasa", "rasa"),
    _stopped("rasa", "rasa"),
    _line("rasa", "slow", None, "slow"),
    _killed("actions", "actions"),
    _restarted("actions", "actions"),
    _stopped("actions", "actions"),
    _line("actions", "slow", None, "slow"),
    _killed("web", "web"),
    _restarted("web", "web"),
    _stopped("web", "web"),
    _killed("agencies", None, dossiers=True),
    _stopped("agencies", None, dossiers=True),
    _mode("down", "down"),
    _mode("slow", "slow"),
    _mode("broken", "answer nonsense"),
    _mode("down", "alone down", "portal"),
    _mode("slow", "alone slow", "criminal-record"),
    _line("agencies", "cut", None, "unreachable", dossiers=True),
    _line("postgres", "cut", "database", "unreachable"),
    _line("postgres", "held", "database", "stands still"),
    _line("postgres", "slow", None, "slow"),
    _line("redis", "cut", "redis", "unreachable"),
    _line("redis", "held", "redis", "stands still"),
    Fault("disk full", _fill, _free, unready="database", on="embedded"),
    _moved(600, "ten minutes ahead"),
    _moved(-600, "ten minutes back"),
    *map(_one_of_two, ("web", "rasa", "actions")),
)
"""Whole machines that fail at once are several of these; a slow web is one that stands still for a while."""
