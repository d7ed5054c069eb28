"""What the bot does not do: shown by phrases in limits.yml, said in one sentence of its kind."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.alarm import alarming
from actions.marks import Word, phrase, stands, without_all
from actions.offers import plain
from actions.say import NO_DOSSIER, Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.answers.compose import PARTS

LISTS = Path(__file__).with_name("limits.yml")
NEVER = frozenset(
    {"danger", "human", "restart", "language", "ask_application_code", "ask_birth_date", "ask_guide_answer"}
)
"""Actions that are never refused: they ask what was agreed on, or lead away."""
HIDDEN = "***"
"""What the edge leaves of a password or a one-time code."""
LISTED = ("phrases", "innocent", "hidden_beside")
NAMED = ("procedure", "procedure_code")


def refused(talk: Talk, about: str) -> Reply | None:
    """The refusal instead of an action's reply; None for whatever is not asked too much.

    While a form reads a message it only ends, where somebody else's dossier is wanted; the action after it refuses.
    """
    if about in NEVER or (talk.begun and about != "status"):
        return None
    found = kind(talk, about.removeprefix("validate_").removesuffix("_form"))
    if about.startswith("validate_"):
        if found == "others" and about == "validate_status_form":
            return Reply(slots={"requested_slot": None})
        return Reply() if found else None  # no answer to the form: the action of its intent follows
    if found is None:
        return None
    outcome = _lists()[found]["outcome"]
    if found == "secrets" and HIDDEN in talk.text:
        found, outcome = "hidden", "refused_personal_data"
    payload = simple(
        f"talk.limit.{found}", outcome, lang=talk.lang,
        buttons=[plain(talk, "help"), plain(talk, "human")],
    )  # fmt: skip
    return one(payload, **NO_DOSSIER) if found == "others" else one(payload)


def kind(talk: Talk, about: str) -> str | None:
    """The kind of limit that a message meets, the first of the file; None for a button, an emergency, a question of
    ours beside it.
    """
    if talk.text.startswith("/") or alarming(talk.text):
        return None
    words: Sequence[Word | None] = phrase(talk.text)
    for name, limit in _lists().items():
        if about in limit.get("not_for", ()) or about not in limit.get("only_for", (about,)):
            continue
        if "only_for" in limit and (_named(talk) if limit.get("amid_talk") else _ours(talk, about)):
            continue
        left = without_all(words, limit["innocent"])
        hidden = HIDDEN in talk.text and stands(left, limit["hidden_beside"])
        if hidden or stands(left, limit["phrases"]):
            return name
    return None


def _ours(talk: Talk, about: str) -> bool:
    """Whether a procedure is asked about: «đã ly hôn thì cần giấy tờ gì», said of the one talked about."""
    return _named(talk) or bool(talk.slot("procedure") and about in PARTS)


def _named(talk: Talk) -> bool:
    return any(talk.named(each) for each in NAMED)


@cache
def _lists() -> Mapping[str, Mapping[str, Any]]:
    read: dict[str, dict[str, Any]] = yaml.safe_load(LISTS.read_text("utf-8"))
    return {name: {**limit, **{each: _phrases(limit, each) for each in LISTED}} for name, limit in read.items()}


def _phrases(limit: Mapping[str, Any], name: str) -> list[tuple[Word, ...]]:
    return [phrase(text) for text in limit.get(name, ())]
