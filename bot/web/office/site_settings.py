"""Settings of the site as an admin sees and changes them: retention, idle time, who may embed the chat."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.citizen.site_models import SiteSetting
from bot.web.citizen.terms import LARGEST, given_terms, read_terms
from bot.web.embed.origins import KEY as ORIGINS
from bot.web.embed.origins import embed_origins, refused
from bot.web.learning.feed import SETTING as COLLECT
from bot.web.learning.feed import collects
from bot.web.office.change import put
from bot.web.office.errors import BadValue
from bot.web.office.switch import KEY as SWITCH
from bot.web.office.switch import is_off
from bot.web.settings import TermSettings

TERMS = tuple(LARGEST)
MOST_ORIGINS = 100


@dataclass(frozen=True)
class Shown:
    """A setting in force. ``revision`` 0: nobody has set it, it is the environment's or the default."""

    key: str
    value: Any
    revision: int
    given: Any = None
    largest: int = 0


def read(session: Session, settings: TermSettings) -> dict[str, Shown]:
    """All of them by key."""
    rows = session.execute(select(SiteSetting.key, SiteSetting.revision))
    revisions = {row.key: row.revision for row in rows}
    terms, given = asdict(read_terms(session, settings)), asdict(given_terms(settings))
    shown = {key: Shown(key, terms[key], revisions.get(key, 0), given[key], LARGEST[key]) for key in TERMS}
    for key, value in ((ORIGINS, embed_origins(session)), (COLLECT, collects(session)), (SWITCH, is_off(session))):
        shown[key] = Shown(key, value, revisions.get(key, 0))
    return shown


def save(session: Session, who: Who, key: str, typed: str, revision: int, reason: str) -> None:
    """Sets what was typed. Raises BadValue for what the setting cannot be, and as ``change.put``."""
    put(session, who, key, _value(key, typed), revision, reason)


def _value(key: str, typed: str) -> Any:
    if key in TERMS:
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
        if not 1 <= number <= LARGEST[key]:
            raise BadValue("number", str(LARGEST[key]))
        return number
    if key == COLLECT:
        return typed == "on"
    if key != ORIGINS:
        raise BadValue("key")
    origins = list(dict.fromkeys(line.strip().lower().rstrip("/") for line in typed.split() if line.strip()))
    wrong = [each for each in origins if refused(each)]
    if wrong or len(origins) > MOST_ORIGINS:
        raise BadValue("origins", wrong[0] if wrong else "")
    return origins
