"""The one form of every reply of the bot, read by the chat, the console, the preview and the tests.

The lists below are closed: adding to one needs an ADR (docs/adr/0004-closed-lists.md).
"""

from datetime import date
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Topic = Literal[
    "overview", "documents", "form", "steps", "online", "fee", "time", "where", "eligibility", "result", "legal_basis",
    "status", "account_problem", "complaint", "compare", "changes",
]  # fmt: skip
Talk = Literal[
    "greet", "goodbye", "thanks", "affirm", "deny", "help", "back", "restart", "repeat", "human", "feedback",
    "language", "bot_challenge", "inform", "danger", "scam", "out_of_scope",
]  # fmt: skip
Outcome = Literal[
    "answered", "asked_back", "guided", "status_shown", "handed_over", "smalltalk",
    "unanswerable_no_match", "unanswerable_not_in_catalog", "unanswerable_not_in_force",
    "refused_personal_data", "refused_out_of_scope", "refused_unsafe",
    "error_agency_unreachable", "error_agency_answer", "error_internal",
]  # fmt: skip
Kind = Literal["answer", "choices", "guide", "status", "handover", "notice"]
BlockType = Literal[
    "text", "documents", "forms", "steps", "fees", "times", "places", "basis", "result", "guide_question",
    "guide_outcome", "status", "contacts", "notice",
]  # fmt: skip
Lang = Literal["vi", "en"]

TOPICS: tuple[str, ...] = get_args(Topic)
TALK: tuple[str, ...] = get_args(Talk)
OUTCOMES: tuple[str, ...] = get_args(Outcome)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Block(_Part):
    """A part that a screen can draw better than text. Fields of ``rows`` by type (all present, null where unknown):

    text          text
    documents     text, copies, kind, form, reused_from, condition
    forms         code, text, condition
    steps         number, channel, channel_name, text, condition
    fees          text, amount (đồng), unit, kind, condition, from, to, basis (list of titles)
    times         text, value, unit, stage, condition, basis
    places        text, channel, channel_name, url, condition
    basis         title, about, from, to, url
    result        text, valid, condition
    status        code, status (1 to 10), status_name, agency_words, meaning, next_step, agency, received_on, due_on,
                  updated_at
    contacts      title, phone, hours
    notice        text, from, to
    guide_question, guide_outcome    settled with the guides
    """

    type: BlockType
    title: str | None = None
    rows: list[dict[str, Any]] = Field(default_factory=list)


class Button(_Part):
    """A next question. The edge sends it to the bot as topic (a topic or an intent of talk) and procedure."""

    id: str
    title: str
    procedure: str | None = None
    topic: str | None = None


class SourceLink(_Part):
    """A legal document or other source that the answer rests on."""

    title: str
    url: str | None = None


class Payload(_Part):
    """One reply. ``text`` is complete without the blocks; unknown values are null, never missing."""

    kind: Kind
    outcome: Outcome
    lang: Lang = "vi"
    procedure: str | None = None
    topic: str | None = None
    text: str = Field(min_length=1)
    blocks: list[Block] = Field(default_factory=list)
    buttons: list[Button] = Field(default_factory=list)
    sources: list[SourceLink] = Field(default_factory=list)
    version: int | None = None
    in_force_from: date | None = None
    checked_on: date | None = None
    sample: bool = False


def number_buttons(buttons: list[tuple[str, str | None, str | None]]) -> list[Button]:
    """Buttons from (title, procedure, topic), with ids b1, b2, …"""
    return [
        Button(id=f"b{number}", title=title, procedure=procedure, topic=topic)
        for number, (title, procedure, topic) in enumerate(buttons, 1)
    ]
