"""``make evaluate-talk``: how well the whole bot talks with people it has never met.

Runs the conversations of ``tests/conversations/unseen`` through the running parts. Who works on the bot must not read
them, so only shares are printed, never a turn; after a wrong turn the conversation goes on, as it does with people.

Beside the fields that ``tests/conversations/test_conversations.py`` explains, a conversation may name its ``lang``,
a field may list several values of which each is right (null: none is told), and ``guide_ends`` marks the turn at which
a guide must have come to its outcome. A turn is right when one of its replies has procedure, topic and outcome right:
the bot may repeat its own open question after an answer.
"""

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.bench.measures import share
from tests.stack import ROOT, Chat, start

UNSEEN = ROOT / "tests/conversations/unseen"
MAIN = ("procedure", "topic", "outcome")
RESAMPLES = 2000


@dataclass(frozen=True)
class Turn:
    """What was right of one turn; None where nothing was expected."""

    right: bool
    words: bool | None = None
    kind: bool | None = None
    guide_ended: bool | None = None


@dataclass(frozen=True)
class Talk:
    """The judged turns of one conversation."""

    hazard: str
    turns: tuple[Turn, ...]


def read(folder: Path) -> list[dict[str, Any]]:
    """All conversations of a folder, in the order of its files."""
    return [talk for path in sorted(folder.glob("*.yml")) for talk in yaml.safe_load(path.read_text("utf-8"))]


def judge(turn: Mapping[str, Any], replies: Sequence[Mapping[str, Any]]) -> Turn:
    """A turn against the payloads that came back; none came when a button was missing or a call failed."""
    said = "\n".join(reply["text"] for reply in replies).casefold()
    has, lacks = turn.get("has", ()), turn.get("lacks", ())
    blocks = {block["type"] for reply in replies for block in reply["blocks"]}
    return Turn(
        right=any(all(_fits(turn, name, reply) for name in MAIN) for reply in replies),
        words=_words(said, has, lacks) if has or lacks else None,
        kind=any(_fits(turn, "kind", reply) for reply in replies) if "kind" in turn else None,
        guide_ended="guide_outcome" in blocks if turn.get("guide_ends") else None,
    )


def _words(said: str, has: Sequence[str], lacks: Sequence[str]) -> bool:
    missing = [word for word in has if word.casefold() not in said]
    return bool(said) and not missing and not any(word.casefold() in said for word in lacks)


def _fits(turn: Mapping[str, Any], name: str, reply: Mapping[str, Any]) -> bool:
    if name not in turn:
        return True
    wanted = turn[name]
    return reply[name] in (wanted if isinstance(wanted, list) else [wanted])


def hold(url: str, conversation: Mapping[str, Any]) -> Talk:
    """Talks a conversation to its end, whatever the bot answers."""
    chat = Chat(url, conversation.get("lang", "vi"))
    judged = []
    for turn in conversation["turns"]:
        try:
            replies = chat.say(turn["say"]) if "say" in turn else chat.press(turn["press"])
        except (AssertionError, OSError):
            replies = []
        judged.append(judge(turn, replies))
    return Talk(conversation["hazard"], tuple(judged))


def interval(talks: Sequence[Talk], seed: int = 0) -> tuple[float, float]:
    """95 % interval of the share of right turns, in percent.

    Turns of one conversation hang together, so whole conversations are drawn again (bootstrap), not single turns.
    """
    draw = random.Random(seed)
    shares = sorted(_percent(draw.choices(talks, k=len(talks))) for _ in range(RESAMPLES))
    return shares[round(0.025 * RESAMPLES)], shares[round(0.975 * RESAMPLES) - 1]


def _percent(talks: Iterable[Talk]) -> float:
    turns = [turn.right for talk in talks for turn in talk.turns]
    return 100 * sum(turns) / len(turns)


def repairs(talks: Iterable[Talk]) -> list[bool]:
    """For every wrong turn that has a next one: whether that was right again."""
    pairs = [pair for talk in talks for pair in zip(talk.turns, talk.turns[1:], strict=False)]
    return [after.right for before, after in pairs if not before.right]


def printed(talks: Sequence[Talk], hazards_only: bool = False) -> str:
    """The figures, one a line; no line tells of a single turn.

    Only the interval of the first share knows that turns hang together; the others take turns as independent.
    """
    by_hazard: dict[str, list[Turn]] = defaultdict(list)
    for talk in talks:
        by_hazard[talk.hazard] += talk.turns
    lines = [_line(name, (turn.right for turn in turns)) for name, turns in sorted(by_hazard.items())]
    if hazards_only:
        return "\n".join(lines)
    turns = [turn for talk in talks for turn in talk.turns]
    low, high = interval(talks)
    head = [
        f"conversations {len(talks)}, turns {len(turns)}",
        f"{'procedure, topic and outcome right':<38} {_percent(talks):6.1f} %   ({low:.1f}–{high:.1f}) of {len(turns)}",
        _line("kind of reply right", (turn.kind for turn in turns)),
        _line("told the words it must, and no others", (turn.words for turn in turns)),
        _line("guides finished", (turn.guide_ended for turn in turns)),
        _line("repairs: right directly after wrong", repairs(talks)),
        _line("conversations without a wrong turn", (all(turn.right for turn in talk.turns) for talk in talks)),
        "by hazard",
    ]
    return "\n".join(head + lines)


def _line(what: str, right: Iterable[bool | None]) -> str:
    figures = share(right)
    return f"{what:<38} {figures['percent']:6.1f} %   ({figures['low']:.1f}–{figures['high']:.1f}) of {figures['of']}"


def run(folder: Path = UNSEEN) -> list[Talk]:
    """Starts a system of its own, holds the conversations of the folder one after the other, and stops it."""
    with tempfile.TemporaryDirectory() as state:
        stack = start(Path(state), RATE_ADDRESS="100000/minute", RATE_CONVERSATION="1000/minute")
        try:
            return [hold(stack.url, conversation) for conversation in read(folder)]
        finally:
            stack.stop()


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description="how well the bot talks with people it has never met")
    options.add_argument("--hazards", action="store_true", help="print only the shares by hazard")
    print(printed(run(), options.parse_args().hazards))


if __name__ == "__main__":
    main()
