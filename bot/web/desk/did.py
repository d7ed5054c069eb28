"""What the citizen already did, read from the transcript alone: nothing is asked of the bot, nothing is guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.web.conversations import Entry

FAILED = ("unanswerable_", "error_", "refused_")
SHOWN = ("answered", "status_shown")
LONGEST = 140
"""Characters of the citizen's last words in the summary."""
MOST = 12
"""Lines of a list: the newest."""


@dataclass(frozen=True)
class Failure:
    """What the bot could not answer: its outcome, and the citizen's words before it."""

    seq: int
    outcome: str
    words: str


@dataclass(frozen=True)
class Did:
    """Slugs in the order they came up; ``told`` question and answer of a guide, ``shown`` (item, slug, topic)."""

    procedures: tuple[str, ...]
    told: tuple[tuple[str, str], ...]
    pressed: tuple[str, ...]
    shown: tuple[tuple[int, str | None, str | None], ...]
    failed: tuple[Failure, ...]
    last: str

    def summary(self, w: Callable[..., str], name: Callable[[str], str]) -> list[str]:
        """Three lines; ``w`` gives words of the console, ``name`` that of a procedure."""
        about = ", ".join(name(slug) for slug in self.procedures)
        return [
            w("did.about", what=about) if about else w("did.about.none"),
            w("did.answers", answers=len(self.shown), failed=len(self.failed)),
            w("did.last", words=self.last) if self.last else w("did.last.none"),
        ]


def did(entries: Sequence[Entry]) -> Did:
    """Of all items in their order."""
    procedures: dict[str, None] = {}
    told: dict[str, str] = {}
    pressed: list[str] = []
    shown: list[tuple[int, str | None, str | None]] = []
    failed: list[Failure] = []
    words = ""
    for entry in entries:
        payload = entry.payload
        if entry.sender == "citizen":
            words = " ".join(str(payload["text"]).split())
            if payload.get("button"):
                pressed.append(words)
            continue
        slug, outcome = payload.get("procedure"), str(payload.get("outcome"))
        if slug:
            procedures.setdefault(slug)
        told |= _answers(payload)
        if entry.sender == "bot" and outcome in SHOWN:
            shown.append((entry.seq, slug, payload.get("topic")))
        elif entry.sender == "bot" and outcome.startswith(FAILED):
            failed.append(Failure(entry.seq, outcome, _cut(words)))
    return Did(
        tuple(procedures), tuple(told.items())[-MOST:], tuple(dict.fromkeys(pressed))[-MOST:], tuple(shown[-MOST:]),
        tuple(failed[-MOST:]), _cut(words),
    )  # fmt: skip


def _answers(payload: Mapping[str, Any]) -> dict[str, str]:
    """What was answered on the way to the outcome of a guide."""
    rows = [row for block in payload.get("blocks", ()) if block["type"] == "guide_outcome" for row in block["rows"]]
    return {str(each["text"]): str(each["answer"]) for row in rows for each in row.get("answers") or ()}


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
