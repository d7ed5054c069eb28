"""Prints how many megabytes this process keeps once it has loaded a model and parsed a few messages.

``python -m tests.bench.memory <model>`` (sealed side): a process for each model, so that only it counts.
"""

import asyncio
import gc
import sys
from pathlib import Path

from tests.bench.models import prepare_rasa

TEXTS = ("xin chào", "hồ sơ gồm những gì", "lam can cuoc cho con het bao nhieu tien", "how long does a passport take")


async def _load_and_parse(model: str) -> object:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for text in TEXTS:
        await agent.parse_message(text)
    return agent


def kept_megabytes() -> float:
    """What this process holds in memory (VmRSS of Linux); where that is not told, the most it ever held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text("utf-8").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    prepare_rasa()
    loaded = asyncio.run(_load_and_parse(sys.argv[1]))
    gc.collect()
    print(f"{kept_megabytes():.1f}")
