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
    "language", "bot_challenge", "inform", "danger", "scam", "out_of_scope", "guide",
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

    text          text (who may apply: mine too)
    documents     id (of its tick), text, copies, kind, form, notes (list: original or copy, how many, which form),
                  reused_from, condition, mine
    forms         code, text, condition, mine
    steps         id (of its tick), number, channel, channel_name, text, condition, mine
    fees          text, amount (đồng), unit, kind, condition, from, to, until (words of the last day), basis (list of
                  titles), mine
    times         text, value, unit, stage, condition, basis, expected (sentence on the day to expect), mine
    places        text, channel, channel_name, url, condition, mine
    basis         title, about, from, to, url
    result        text, valid, condition, mine
    status        code, status (1 to 10), status_name, agency_words, meaning, next_step, agency, received_on, due_on,
                  updated_at
    contacts      title, phone, hours; of the way to be called back: link (path of our page)
    notice        text, from, to
    guide_question  guide (slug), question, text, help, number, of, options (list of id, title)
    guide_outcome   guide (slug), outcome, title, text, procedure, next_step, next_url, answers (list of question, text,
                    answer), link (path of its page)

    ``mine``: true where the row's condition is met by what the citizen has told, of fees for the one that is theirs;
    null where it has none or that is open; false where it is not met (shown only where all rows are for others).
    """

    type: BlockType
    title: str | None = None
    rows: list[dict[str, Any]] = Field(default_factory=list)


class Button(_Part):
    """A next question. The edge sends it to the bot as topic (a topic or an intent of talk) and procedure.

    One with neither says its title: the edge sends the title as if it had been typed.
    """

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
