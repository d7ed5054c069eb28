"""What ``parse`` costs two models, turn by turn in the same process, so that a busy machine slows down both."""

import time
from collections.abc import Awaitable, Callable, Sequence
from statistics import quantiles

Parse = Callable[[str], Awaitable[object]]

BLOCK = 50
"""Messages that one model parses before it is the other's turn: citizens' messages find their model warm."""
WARM_UP = 20


async def compare(ours: Parse, stock: Parse, texts: Sequence[str]) -> dict[str, float | int]:
    """Milliseconds of both at the median and the 95th percentile over one pass, and the ratios ours ÷ stock.

    The ratios are also given in processor time, which a busy machine hardly changes.
    """
    taken: dict[Parse, list[float]] = {ours: [], stock: []}
    worked: dict[Parse, list[float]] = {ours: [], stock: []}
    for parse in taken:
        for text in texts[:WARM_UP]:
            await parse(text)
    for begin in range(0, len(texts), BLOCK):
        for parse, times in taken.items():
            for text in texts[begin : begin + BLOCK]:
                started, before = time.perf_counter(), time.process_time()
                await parse(text)
                times.append(1000 * (time.perf_counter() - started))
                worked[parse].append(1000 * (time.process_time() - before))
    (our50, our95), (their50, their95) = (_middle_and_late(times) for times in taken.values())
    (work50, work95), (stock50, stock95) = (_middle_and_late(times) for times in worked.values())
    return {
        "messages": len(texts),
        "p50_ms": round(our50, 2),
        "p95_ms": round(our95, 2),
        "stock_p50_ms": round(their50, 2),
        "stock_p95_ms": round(their95, 2),
        "p50_ratio": round(our50 / their50, 3),
        "p95_ratio": round(our95 / their95, 3),
        "cpu_p50_ratio": round(work50 / stock50, 3),
        "cpu_p95_ratio": round(work95 / stock95, 3),
    }


def _middle_and_late(times: list[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=20)
    return cuts[9], cuts[18]
