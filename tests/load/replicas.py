"""Two of each part against one: what a message costs the busiest process, and with that how many more are served."""

from dataclasses import dataclass

from tests.load.figures import Figures
from tests.load.measured import Measured, span, system_of, warm


@dataclass
class Compared:
    """One of each and two of each, at the same rate."""

    one: Measured
    two: Measured

    @property
    def ratio(self) -> float:
        """How many messages two of each serve for one: by the processor time of the busiest process for a message.

        It counts what sharing costs (locks, tracker, bells) and how unevenly messages fall, as if each had a core.
        """
        return busiest(self.one.figures) / busiest(self.two.figures)

    @property
    def cost(self) -> float:
        """What a message costs all parts together with two of each, for one with one of each."""
        return sum(self.two.figures.cpu.values()) / sum(self.one.figures.cpu.values())


def busiest(figures: Figures) -> float:
    """Milliseconds for each message of the process of ours that has most to do."""
    return max(cost for name, cost in figures.cpu.items() if name not in ("postgres", "agencies"))


async def compare(rate: float, seconds: float) -> Compared:
    """Each message of a citizen goes to the other edge than the one before, and so to the other Rasa."""
    found = []
    for replicas in (1, 2):
        async with system_of(scaled=True, replicas=replicas) as system:
            await warm(system)
            found.append(await span(system, rate, seconds))
    return Compared(*found)
