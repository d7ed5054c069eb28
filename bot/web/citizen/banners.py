"""Notices of the site with dates: something is out of order, or will be."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.web.citizen.site_models import Banner
from procedures.calendar import VIETNAM, aware, now

KINDS = ("outage", "notice")
LONGEST = 400
"""Characters of a notice."""


class BadBanner(ValueError):
    """Raised for a notice that cannot be shown; its text is one sentence for whoever made it."""


@dataclass(frozen=True)
class Shown:
    """A notice as pages show it."""

    id: int
    kind: str
    text_vi: str
    text_en: str
    since: datetime
    until: datetime | None

    @property
    def began(self) -> str:
        """Its beginning as people in Vietnam write it."""
        return _written(self.since)

    @property
    def ends(self) -> str | None:
        """Its end, if it is known."""
        return _written(self.until) if self.until else None

    def text(self, lang: str) -> str:
        """Its words in that language."""
        return self.text_en if lang == "en" else self.text_vi

    def state_at(self, moment: datetime) -> str:
        """``coming``, ``shown`` or ``ended``."""
        if self.until is not None and self.until <= moment:
            return "ended"
        return "coming" if self.since > moment else "shown"


def add_banner(
    session: Session, kind: str, text_vi: str, text_en: str, since: datetime, until: datetime | None, made_by: str
) -> int:
    """A new notice; gives its number. Moments carry their zone. Raises BadBanner."""
    texts = [text.strip() for text in (text_vi, text_en)]
    if kind not in KINDS:
        raise BadBanner(f"the kind is one of {', '.join(KINDS)}")
    if not all(texts) or max(map(len, texts)) > LONGEST:
        raise BadBanner(f"both texts are needed, each with at most {LONGEST} characters")
    if since.tzinfo is None or (until is not None and (until.tzinfo is None or until <= since)):
        raise BadBanner("the end comes after the beginning, and both name their zone")
    banner = Banner(
        kind=kind, text_vi=texts[0], text_en=texts[1], from_at=since.astimezone(UTC),
        to_at=until.astimezone(UTC) if until else None, made_by=made_by, at=now(),
    )  # fmt: skip
    session.add(banner)
    session.flush()
    return banner.id


def end_banner(session: Session, banner: int, at: datetime) -> bool:
    """Ends a notice at that moment, or says that there is none to end."""
    at = at.astimezone(UTC)
    ended = session.execute(
        update(Banner)
        .where(Banner.id == banner, or_(Banner.to_at.is_(None), Banner.to_at > at))
        .values(to_at=at)
        .returning(Banner.id)
    )
    return ended.scalar_one_or_none() is not None


def banners_at(session: Session, moment: datetime) -> tuple[Shown, ...]:
    """Those in force at that moment, what is out of order first."""
    moment = moment.astimezone(UTC)  # SQLite compares without zones
    query = select(Banner).where(
        Banner.from_at <= moment, or_(Banner.to_at.is_(None), Banner.to_at > moment)
    )  # fmt: skip
    found = session.scalars(query.order_by(Banner.kind.desc(), Banner.from_at, Banner.id))
    return tuple(map(_shown, found))


def newest(session: Session, most: int) -> tuple[Shown, ...]:
    """Those made last, in force or not."""
    return tuple(map(_shown, session.scalars(select(Banner).order_by(Banner.id.desc()).limit(most))))


def _shown(row: Banner) -> Shown:
    return Shown(row.id, row.kind, row.text_vi, row.text_en, aware(row.from_at), row.to_at and aware(row.to_at))


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
