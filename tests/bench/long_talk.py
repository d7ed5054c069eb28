"""Whether a long talk stays quick: the first and the last turn of conversations of thirty, asked the same."""

import time
from statistics import quantiles

from tests.bench.timing import Timing
from tests.stack import Chat, Stack

LONG = 30
TALKS = 12
FIRST = "phiếu lý lịch tư pháp số 2 hết bao nhiêu tiền"
BETWEEN = (
    "hồ sơ gồm những gì", "mất bao lâu", "nộp ở đâu", "còn số 1 thì sao", "hai cái đó khác gì nhau",
    "đăng ký tạm trú cần giấy tờ gì", "lệ phí bao nhiêu", "quay lại cái lúc nãy", "ai được làm", "các bước làm thế nào",
)  # fmt: skip


def long_talk(stack: Stack) -> list[Timing]:
    """The same question as the first and as the last of ``LONG`` turns, in ``TALKS`` conversations."""
    first, last = [], []
    for _ in range(TALKS):
        chat = Chat(stack.url)
        first.append(_timed(chat))
        for turn in range(LONG - 2):
            chat.say(BETWEEN[turn % len(BETWEEN)])
        last.append(_timed(chat))
    return [_timing("turn 1 of a talk", first), _timing(f"turn {LONG} of a talk", last)]


def _timed(chat: Chat) -> float:
    started = time.perf_counter()
    chat.say(FIRST)
    return 1000 * (time.perf_counter() - started)


def _timing(what: str, taken: list[float]) -> Timing:
    cuts = quantiles(taken, n=20)
    return Timing(what, cuts[9], cuts[18])
