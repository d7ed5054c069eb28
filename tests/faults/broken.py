"""A system whose every line and process can be broken."""

import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.launcher.parts import AGENCY_PATHS, Part
from tests.faults.clock import with_clock
from tests.faults.gate import Gate, gate_to
from tests.load.stores import made_stores, service_ports
from tests.load.system import PORTS, System, redirected, running
from tests.stack import free_ports

GATES = ("rasa", "actions", "agencies", "postgres", "redis")
AGENCIES = ("portal", "criminal-record", "vneid")
REPLY_DELAY = {"postgres": 0.02}
"""Seconds by which each piece of a reply is late where a line is slow: a turn asks the data base some twenty times."""
OTHER_DELAY = 0.6
QUICK = {"AGENCY_REST_SECONDS": "5"}
"""A shorter rest than the default, so that a cell does not wait for it."""


@dataclass
class Breakable:
    """A system, the gates before its parts, and the small disk it lies on, where it does."""

    system: System
    gates: Mapping[str, Gate]
    clock: Path | None = None
    """File that says how far the web's clock is off."""
    disk: Path | None = None

    def kill(self, part: str, number: signal.Signals) -> None:
        """Sends a signal to the part as it runs now."""
        os.kill(self.system.supervisor.running[part].pid, number)

    async def ready(self) -> dict[str, bool] | None:
        """What /readyz says of each part, of several edges together; None where one does not answer in 3 seconds."""
        limit = aiohttp.ClientTimeout(total=3)
        together: dict[str, bool] = {}
        try:
            async with aiohttp.ClientSession(timeout=limit) as http:
                for edge in self.system.edges:
                    async with http.get(edge + "/readyz") as response:
                        parts: dict[str, bool] = (await response.json())["parts"]
                    together |= {part: ready and together.get(part, True) for part, ready in parts.items()}
        except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
            return None
        return together

    async def switch(self, mode: str, agencies: Sequence[str]) -> None:
        """Lets these mock agencies behave so from now on; as long as the mock runs."""
        async with aiohttp.ClientSession() as http:
            for agency in agencies:
                url = f"http://127.0.0.1:{self.system.ports['AGENCIES_PORT']}/_switch/{agency}"
                async with http.put(url, json={"mode": mode}) as response:
                    response.raise_for_status()


@asynccontextmanager
async def scaled(folder: Path) -> AsyncIterator[Breakable]:
    """With PostgreSQL and Redis, and a gate before every part but the web."""
    async with AsyncExitStack() as stack:
        first = free_ports(PORTS)
        ports = {**service_ports(), "rasa": first + 1, "actions": first + 2, "agencies": first + 3}
        gates = {
            name: await stack.enter_async_context(gate_to(ports[name], REPLY_DELAY.get(name, OTHER_DELAY)))
            for name in GATES
        }
        stores = stack.enter_context(made_stores(gates["postgres"].port, gates["redis"].port))

        def through_gates(part: Part) -> Part:
            ways = dict.fromkeys(AGENCY_PATHS, (ports["agencies"], gates["agencies"].port))
            ways["ACTIONS_URL"] = (ports["actions"], gates["actions"].port)
            ways["RASA_URL"] = (ports["rasa"], gates["rasa"].port)
            return redirected(part, ways)

        system = await stack.enter_async_context(
            running(folder, stores=stores, change=through_gates, given=QUICK, first_port=first)
        )
        yield Breakable(system, gates)


@asynccontextmanager
async def pair(folder: Path) -> AsyncIterator[Breakable]:
    """With PostgreSQL and Redis, and two of each of our parts; each citizen talks with both by turns."""
    with made_stores() as stores:
        async with running(folder, stores=stores, replicas=2, given=QUICK) as system:
            yield Breakable(system, {})


@asynccontextmanager
async def embedded(folder: Path, disk: Path | None = None) -> AsyncIterator[Breakable]:
    """As ``make run`` has it, with SQLite; the web's clock can be moved."""
    clock = folder.parent / "clock"
    async with running(folder, change=lambda part: with_clock(part, clock) if part.name == "web" else part) as system:
        yield Breakable(system, {}, clock if clock.exists() else None, disk)
