"""What the edge says by itself: the first message, hidden numbers, and that the bot gave no answer."""

from bot.web.settings import WebSettings
from procedures.answers import simple
from procedures.payload import Block, Payload
from procedures.words import say

STARTERS = (
    ("web.start.criminal_record", "criminal-record", "overview"),
    ("web.start.linked_birth", "linked-birth", "overview"),
    ("web.start.vneid", "vneid-level2", "overview"),
    ("web.start.status", None, "status"),
)
"""Buttons of the first message: what most people come for."""


def first_message(settings: WebSettings, lang: str) -> Payload:
    """That it is a machine, who runs it, that it decides nothing, and what is kept."""
    buttons = [(say(key, lang), procedure, topic) for key, procedure, topic in STARTERS]
    return simple("web.first", "smalltalk", lang=lang, operator=settings.operator_name, buttons=buttons)


def hidden_notice(kinds: tuple[str, ...], lang: str) -> Payload:
    """That something personal was hidden and is not needed here."""
    secret = any(kind in ("otp", "password") for kind in kinds)
    what = ", ".join(say(f"web.hidden.{kind}", lang) for kind in kinds)
    return simple("web.secret_hidden" if secret else "web.number_hidden", "refused_personal_data", lang=lang, what=what)


def no_answer(settings: WebSettings, lang: str) -> Payload:
    """The bot is out of order: said plainly, with whom to call."""
    return _with_hotline("web.no_answer", settings, lang)


def bot_off(settings: WebSettings, lang: str) -> Payload:
    """People have switched the bot off: said plainly, with whom to call and what still works."""
    return _with_hotline("web.bot_off", settings, lang)


def interrupted(settings: WebSettings, lang: str) -> Payload:
    """The answer to an earlier message was cut off by a fault of ours."""
    return _with_hotline("web.interrupted", settings, lang)


def hotline_row(settings: WebSettings, lang: str) -> dict[str, str | None]:
    """The hotline as a row of a contacts block; hours None where we do not know them."""
    return {
        "title": say("web.hotline", lang),
        "phone": settings.hotline_number,
        "hours": settings.hotline_hours or None,
    }


def _with_hotline(key: str, settings: WebSettings, lang: str) -> Payload:
    row = hotline_row(settings, lang)
    hours = row["hours"]
    said = say("web.hours", lang, hours=hours) if hours else say("web.hours_unknown", lang)
    payload = simple(key, "error_internal", lang=lang, hotline=settings.hotline_number, hours=said)
    return payload.model_copy(update={"blocks": [Block(type="contacts", rows=[row])]})
