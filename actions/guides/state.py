"""The guide in hand as the tracker keeps it, read against what is published now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from actions.talk import Talk
from procedures.guides.find import Live, guide
from procedures.guides.link import known
from procedures.guides.walk import Walk, start

FORM = "guide_form"
NO_GUIDE: Mapping[str, None] = {"guide": None, "guide_answer": None}
"""Slots that forget a guide."""


@dataclass(frozen=True)
class InHand:
    """Where somebody stands in a guide."""

    live: Live
    walk: Walk
    paused: bool = False
    missed: int = 0
    """Answers in a row that fitted no option."""
    note: str | None = None
    """Key of words to say first: the guide was changed, it was resumed, and the like."""
    turn: str | None = None
    """The turn of now, as the edge names it."""
    moved: bool = False
    """Whether an action of this turn has moved it already: the form must not read the message once more."""

    def at(self, walk: Walk, note: str | None = None) -> "InHand":
        """The same guide somewhere else; going on ends a pause."""
        return replace(self, walk=walk, paused=False, missed=0, note=note)

    def slots(self) -> dict[str, Any]:
        """What to remember. ``guide_answer`` is filled only at the end, so that the form asks on."""
        reached = self.walk.outcome
        state = {
            "slug": self.live.slug,
            "version": self.live.version,
            "answers": dict(self.walk.answers),
            "path": [step.question.id for step in self.walk.path],
            "paused": self.paused,
            "missed": self.missed,
            "note": self.note,
            "turn": self.turn,
        }
        return {"guide": state, "guide_answer": reached.id if reached else None, "failures": 0}


def begin(talk: Talk, live: Live) -> InHand:
    """At the first question."""
    return InHand(live, start(live.guide), note="guides.begin", turn=talk.turn)


def in_hand(talk: Talk, session: Session) -> InHand | None:
    """The guide in hand; None where there is none, or where it is no longer published.

    Of a guide published anew since, the answers that still fit are kept; where that changes the way, it is said.
    """
    state = talk.slot("guide")
    live = guide(session, state["slug"], talk.on) if isinstance(state, Mapping) else None
    if live is None:
        return None
    walk = Walk(live.guide, known(live.guide, state["answers"]))
    note = state["note"]
    if live.version != state["version"] and [step.question.id for step in walk.path] != state["path"]:
        note = "guides.changed" if walk.path else "guides.anew"
    moved = talk.turn is not None and talk.turn == state["turn"]
    return InHand(live, walk, state["paused"], state["missed"], note, talk.turn, moved)
