"""Whether each message that was taken is in the transcript once, with one answer: nothing lost, nothing doubled."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.load.arrivals import Arrivals
from tests.load.citizen import Citizen, Sent, is_failure

Item = dict[str, Any]
AT_ONCE = 4
_HIDDEN = re.compile(r"\[[^\]]+\]|\*\*\*")
"""What stands in the transcript in place of a number."""


@dataclass
class Verdict:
    """Of many conversations. ``taken``: answered + shown_as_failed + lost. ``wrong`` names what is to be looked at."""

    taken: int = 0
    answered: int = 0
    shown_as_failed: int = 0
    refused: int = 0
    """Never taken; the citizen was told so."""
    failed: int = 0
    """Never taken; the citizen got no answer and may send it again."""
    lost: int = 0
    doubled: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Verdict") -> None:
        """Takes the counts of another."""
        for name in ("taken", "answered", "shown_as_failed", "refused", "failed", "lost", "doubled"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.outcomes += other.outcomes
        self.wrong += other.wrong


async def verdict_of(arrivals: Arrivals, patience: float = 60.0) -> Verdict:
    """Reads every conversation again and compares; a conversation that cannot be read any more is lost."""
    total, until = Verdict(), time.monotonic() + patience
    total.refused, total.failed = arrivals.not_opened["refused"], arrivals.not_opened["failed"]
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(citizen: Citizen) -> None:
        async with gate:
            items = await citizen.transcript(until)
        total.add(judge(citizen.sent, items if items is not None else []))

    await asyncio.gather(*(one(citizen) for citizen in arrivals.citizens))
    return total


def judge(sent: Sequence[Sent], transcript: Sequence[Item]) -> Verdict:
    """One conversation: its messages in the order sent, and all its items."""
    verdict = Verdict()
    turns = _turns(transcript)
    for each in sent:
        if each.state != "answered":
            continue
        verdict.taken += 1
        turn = turns.pop(each.items[0]["seq"], None) if each.items and each.items[0]["from"] == "citizen" else None
        if turn is None or turn[0]["payload"] != each.items[0]["payload"] or not _is_of(turn[0], each):
            verdict.lost += 1
            verdict.wrong.append(f"not in the transcript as it was answered: {each.text!r}")
            continue
        _replies(verdict, each, turn[1:])
        if [item["seq"] for item in turn] != [item["seq"] for item in each.items]:
            verdict.doubled += 1
            verdict.wrong.append(f"more or other replies than were given: {each.text!r}")
    for each in sent:
        if each.state == "answered":
            continue
        found = next((seq for seq, turn in turns.items() if _is_of(turn[0], each)), None)
        if found is None:
            setattr(verdict, each.state, getattr(verdict, each.state) + 1)
            continue
        verdict.taken += 1
        if each.state == "refused" and each.tries == 1:  # of several tries an earlier one may have been taken
            verdict.lost += 1
            verdict.wrong.append(f"refused, and yet in the transcript: {each.text!r}")
            turns.pop(found)
            continue
        _replies(verdict, each, turns.pop(found)[1:])
    verdict.doubled += len(turns)
    verdict.wrong += [f"a second time in the transcript: {turn[0]['payload']['text']!r}" for turn in turns.values()]
    return verdict


def has_way_on(payload: Item) -> bool:
    """Whether a failure names what to do next: a contact, a button, the portal's own look-up."""
    kinds = {block["type"] for block in payload["blocks"]}
    return bool("contacts" in kinds or payload["buttons"] or "dichvucong.gov.vn" in payload["text"])


def _replies(verdict: Verdict, sent: Sent, replies: Sequence[Item]) -> None:
    if not replies:
        verdict.lost += 1
        verdict.wrong.append(f"taken, and no reply: {sent.text!r}")
        return
    last = replies[-1]["payload"]
    verdict.outcomes[str(last["outcome"])] += 1
    if not is_failure(last):
        verdict.answered += 1
    elif has_way_on(last):
        verdict.shown_as_failed += 1
    else:
        verdict.lost += 1
        verdict.wrong.append(f"failed without a way on: {last['text']!r}")


def _turns(transcript: Sequence[Item]) -> dict[int, list[Item]]:
    """Each item of the citizen with the replies after it, by its number."""
    turns: dict[int, list[Item]] = {}
    newest: list[Item] = []
    for item in transcript:
        if item["from"] == "citizen":
            newest = turns[item["seq"]] = []
        newest.append(item)  # what stands before the first message belongs to none
    return turns


def _is_of(item: Item, sent: Sent) -> bool:
    """Whether the transcript's item is this message. Numbers are hidden there, so words with digits may differ."""
    told = item["payload"]
    if sent.kind == "button" or told.get("button"):
        return sent.kind == "button" and bool(told.get("button") == sent.text)
    return bool(told["text"] == sent.text) or bool(_HIDDEN.search(told["text"]))
