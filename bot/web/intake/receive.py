"""Personal numbers out: into the vault, typed placeholders for the bot, plain words for the transcript."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.web.intake.secret_words import find_secrets
from procedures import vault
from procedures.calendar import today
from procedures.text import PLACEHOLDER, Span, find_dates, find_personal, placeholder, replace
from procedures.words import say

STARS = "***"
"""What the bot sees of a password or one-time code: nothing at all is kept of it."""
READ = ("birth_date",)
"""Kinds that an action may read. Of the others nothing is stored: their references stand for nothing."""
SECRET = ("otp", "password")
A_YEAR = timedelta(days=365)
_CODE_REST = re.compile(r"^\s*-?\s*(?P<day>\d{6})[-\s]\s*\d{3,8}\s*$")


@dataclass(frozen=True)
class Received:
    """A message without personal numbers: for the bot, for the transcript, and what kinds were hidden."""

    for_bot: str
    for_transcript: str
    hidden: tuple[str, ...]
    values: tuple[tuple[str, str], ...] = ()
    """Kind and value of each number, never of a secret: for a person who answers, sealed."""

    @property
    def unasked(self) -> tuple[str, ...]:
        """Kinds that nobody needs here. A birth date opens a look-up, so it is not among them."""
        return tuple(kind for kind in self.hidden if kind != "birth_date")


def receive(
    session: Session, text: str, *, conversation: str, public_key: str, lang: str, status_asked: bool
) -> Received:
    """Hides what is personal in a clean text. ``status_asked``: the bot has just asked for a code or birth date.

    A birth date lies sealed in the vault, this conversation's only; the caller commits. One that cannot be read, and
    whatever no action reads, leaves a placeholder behind which nothing lies.
    """
    text = PLACEHOLDER.sub(lambda match: f"({match['kind']})", text)  # only we write placeholders
    spans = _hidden(text, status_asked)
    marks, words = [], []
    for span in spans:
        if span.kind in SECRET:
            marks.append(STARS)
        elif span.kind in READ and span.value:
            ref = vault.put(session, public_key, conversation, span.kind, span.value)
            marks.append(placeholder(span.kind, ref))
        else:
            marks.append(placeholder(span.kind, vault.new_reference()))
        words.append(say("web.hidden", lang, what=say(f"web.hidden.{span.kind}", lang)))
    for_bot = replace(text, spans, marks).lstrip("/ ") or "?"  # a leading slash would be a command to Rasa
    values = tuple((span.kind, span.value) for span in spans if span.kind not in SECRET and span.value)
    return Received(for_bot, replace(text, spans, words), tuple(dict.fromkeys(span.kind for span in spans)), values)


def was_status_asked(replies: Iterable[Sequence[Any]]) -> bool:
    """Whether one of these newest replies (topic and outcome of each) asked for a dossier's code or a birth date."""
    return any(topic == "status" and outcome == "asked_back" for topic, outcome in replies)


def _hidden(text: str, status_asked: bool) -> list[Span]:
    secrets = find_secrets(text)
    if status_asked and _is_rest_of_code(text):
        return secrets
    asked = status_asked or _is_only_a_birth_date(text)
    return _merged([*secrets, *find_personal(text, birth_date_asked=asked, today=today())])


def _merged(spans: list[Span]) -> list[Span]:
    """In order; of those that overlap one, as long as all of them: a password rather than a number in it."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        last = merged[-1] if merged else None
        if last is None or span.start >= last.end:
            merged.append(span)
            continue
        first = max((last, span), key=lambda one: (one.kind == "password", one.end - one.start))
        merged[-1] = Span(first.kind, last.start, max(last.end, span.end), first.value)
    return merged


def _is_only_a_birth_date(text: str) -> bool:
    """A date and nothing else; one that is to come or of the last year is asked about, not born on."""
    dates = find_dates(text)
    if len(dates) != 1 or (text[: dates[0].start] + text[dates[0].end :]).strip(" .,!"):
        return False
    return date.fromisoformat(dates[0].value) <= today() - A_YEAR


def _is_rest_of_code(text: str) -> bool:
    """The second half of a dossier's code, ``240702-0012``: six digits that are a day, then a number."""
    match = _CODE_REST.match(text)
    if match is None:
        return False
    day = match["day"]
    try:
        date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        return False
    return True
