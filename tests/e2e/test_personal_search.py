"""Hazard: the five hundred personal numbers through the real processes; Rasa's tracker is searched too.

Also what those who work here write down (notes, call-backs, phone mode, replies, remarks, the review queue), and what
leaves as a file."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.personal_numbers import Sample, found_in, samples
from tests.personal_ways import exports, shares
from tests.stack import Chat, Stack
from tests.web.test_personal_search import everything_kept

pytestmark = pytest.mark.e2e

A_TALK = 25
"""Numbers in one conversation, below its limit a minute."""
EACH_WAY = 15


def _tell(stack: Stack, part: list[Sample]) -> None:
    chat = Chat(stack.url)
    for sample in part:
        if sample.asked:
            chat.say("tra cứu hồ sơ H29.15-240702-0012")
        chat.say(sample.text)


def test_none_of_five_hundred_numbers_stands_in_a_table_file_or_log(stack: Stack) -> None:
    everything = samples()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda at: _tell(stack, everything[at : at + A_TALK]), range(0, len(everything), A_TALK)))
    kept = everything_kept(stack.state, without=("models",)) + "\n".join(stack.printed)
    assert "H29.15-240702-0012" in kept
    assert found_in(kept, everything) == []


async def test_none_stands_there_after_those_who_work_here_wrote_them_down(stack: Stack) -> None:
    unasked = [sample for sample in samples(seed=7) if not sample.asked]
    seen = [await way(stack.url, part) for way, part in shares(unasked, EACH_WAY)]
    seen.append(await exports(stack.url, ()))
    kept = everything_kept(stack.state, without=("models",)) + "\n".join([*stack.printed, *seen])
    assert "đã che" in kept
    assert found_in(kept, unasked) == []
