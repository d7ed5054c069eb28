"""Figures as people read them."""

from bot.web.desk.figures.measures import MORE, Figure
from bot.web.desk.reasons import ALL, word_key
from procedures.words import load, say


def seconds(value: float | None, lang: str) -> str:
    """«45 giây», «2 phút 5 giây», «1 giờ 10 phút»; a dash where nothing was counted."""
    if value is None:
        return "–"
    whole = round(value)
    minutes, rest = divmod(whole, 60)
    hours, left = divmod(minutes, 60)
    if hours:
        return say("figures.time.hours", lang, hours=hours, minutes=left)
    return say("figures.time.minutes" if minutes else "figures.time.seconds", lang, minutes=minutes, seconds=rest)


def at_most(name: str | None, lang: str) -> str:
    """A class of times: «đến 2 phút»; the last one has no bound."""
    if name is None:
        return "–"
    if name == MORE:
        return say("figures.time.more", lang, time=seconds(28800, lang))
    return say("figures.time.up_to", lang, time=bound(name, lang))


def bound(name: str, lang: str) -> str:
    """The bound of a class, as short as it can be said."""
    value = int(name)
    for unit, length in (("hour", 3600), ("minute", 60)):
        if value >= length and value % length == 0:
            return say(f"figures.time.{unit}", lang, number=value // length)
    return say("figures.time.second", lang, number=value)


def share(part: Figure, whole: Figure) -> str:
    """«63%»; a dash where there is no whole."""
    return f"{round(100 * part.count / whole.count)}%" if whole.count else "–"


def number(value: int, lang: str) -> str:
    """With marks between thousands."""
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", ".")


def detail(measure: str, name: str, lang: str) -> str:
    """What a detail is called: an outcome, a topic, a reason, stars. One that we have no words for says itself."""
    if not name:
        return say("figures.detail.none", lang)
    reasoned = measure in ("asked_for", "closed_for", "calls")
    keys = [f"figures.{measure}.{name}"] + ([word_key(name)] if reasoned and name in ALL else [])
    keys += [f"button.{name}"] if measure == "topics" else []
    return next((say(key, lang) for key in keys if key in load(lang)), name)
