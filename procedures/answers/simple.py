"""A reply whose text is one of our sentences: greetings, refusals, outages, «we don't know»."""

from collections.abc import Iterable
from typing import Any

from procedures.payload import Kind, Outcome, Payload, number_buttons
from procedures.words import say

PORTAL_HOTLINE = "1800 1096"
VNEID_HOTLINE = "1900.0368"


def simple(
    key: str,
    outcome: Outcome,
    kind: Kind = "notice",
    *,
    lang: str = "vi",
    topic: str | None = None,
    procedure: str | None = None,
    buttons: Iterable[tuple[str, str | None, str | None]] = (),
    contacts: bool = False,
    sample: bool = False,
    **values: Any,
) -> Payload:
    """A payload with the words of ``key``. ``contacts`` adds whom to call: the portal's and VNeID's hotlines."""
    text = say(key, lang, **values)
    if contacts:
        text += "\n" + say("knowledge.hotlines", lang, portal=PORTAL_HOTLINE, vneid=VNEID_HOTLINE)
    return Payload(
        kind=kind,
        outcome=outcome,
        lang="en" if lang == "en" else "vi",
        topic=topic,
        procedure=procedure,
        text=text,
        buttons=number_buttons(list(buttons)),
        sample=sample,
    )
