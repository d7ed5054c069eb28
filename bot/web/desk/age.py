"""How long ago something was, in words."""

from datetime import datetime

from procedures.calendar import aware, now
from procedures.words import say


def age(moment: datetime, lang: str) -> str:
    """«3 phút»; to be put into a sentence."""
    seconds = (now() - aware(moment)).total_seconds()
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= size:
            return say(f"desk.age.{unit}", lang, count=int(seconds // size))
    return say("desk.age.seconds", lang)
