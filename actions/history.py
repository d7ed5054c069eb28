"""Which procedures were talked about: kept in a slot, so that no turn has to read the whole talk again."""

from collections.abc import Iterable

from actions.talk import Talk
from procedures.answers.compose import PARTS
from procedures.payload import Payload

Step = tuple[str, str]
"""A procedure, and the topic answered last about it."""
KEPT = 6
"""Steps remembered: the first, and the newest."""


def history(talk: Talk) -> list[Step]:
    """The procedures talked about before this message, the newest last."""
    held = talk.slot("history")
    steps = held if isinstance(held, list) else []
    return [(str(step[0]), str(step[1])) for step in steps if isinstance(step, list | tuple) and len(step) == 2]


def with_answers(steps: Iterable[Step], payloads: Iterable[Payload]) -> list[Step]:
    """The history after these replies."""
    after = list(steps)
    for payload in payloads:
        if payload.kind == "answer" and payload.procedure and payload.topic in PARTS:
            step = (payload.procedure, payload.topic)
            after = [*after[:-1], step] if after and after[-1][0] == step[0] else [*after, step]
    return after if len(after) <= KEPT else [after[0], *after[1 - KEPT :]]
