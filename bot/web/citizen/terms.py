"""How long things are kept: settings of the environment, or what an admin has set in the data base."""

from dataclasses import dataclass, fields, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.citizen.site_models import SiteSetting
from bot.web.desk.queue import phone
from bot.web.models import table_of
from bot.web.settings import TermSettings
from procedures import followed, vault

LARGEST = {"idle_minutes": 24 * 60, "keep_conversations_days": 3650, "keep_reports_days": 3650, "resume_link_days": 90}
"""The most that each may be; the least is 1."""
_SETTINGS = table_of(SiteSetting).c
_SET = select(_SETTINGS.key, _SETTINGS.value).where(_SETTINGS.key.in_(LARGEST))  # made once: it runs for each request


@dataclass(frozen=True)
class Terms:
    """What the privacy page tells and what the jobs do: one and the same numbers."""

    idle_minutes: int
    keep_conversations_days: int
    keep_reports_days: int
    resume_link_days: int

    @property
    def vault_minutes(self) -> int:
        """Minutes that a birth date waits, sealed, for a look-up."""
        return int(vault.KEPT.total_seconds() // 60)

    @property
    def followed_days(self) -> int:
        """Days that the token of a followed dossier is kept at most, sealed."""
        return followed.KEPT.days

    @property
    def call_back_days(self) -> int:
        """Days that a telephone number left for a call-back is kept at most, sealed."""
        return phone.KEPT.days

    @property
    def idle(self) -> timedelta:
        """After this time without a message a conversation is closed."""
        return timedelta(minutes=self.idle_minutes)


def given_terms(settings: TermSettings) -> Terms:
    """Those of the environment."""
    return Terms(**{field.name: getattr(settings, field.name) for field in fields(Terms)})


def read_terms(session: Session, settings: TermSettings) -> Terms:
    """Those in force now. A value in the data base that no setting may have counts for none."""
    given = given_terms(settings)
    session.flush()
    rows = session.execute(_SET).all()
    return replace(given, **{key: value for key, value in rows if _is_sound(key, value)})


def _is_sound(key: str, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LARGEST[key]
