"""Notices of the site as an admin makes and ends them; how they are shown is ``citizen.banners``."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.citizen.banners import LONGEST, BadBanner, Shown, add_banner, end_banner, newest
from bot.web.citizen.site_models import Banner
from bot.web.office.errors import BadValue
from procedures.calendar import VIETNAM, now

SHOWN = 20


@dataclass(frozen=True)
class Typed:
    """What an admin typed; moments as a browser gives them, in Vietnam: 2026-11-22T08:00."""

    kind: str = "notice"
    text_vi: str = ""
    text_en: str = ""
    since: str = ""
    until: str = ""
    reason: str = ""


def lines(session: Session) -> list[tuple[Shown, str]]:
    """The newest first, each with its state: coming, shown or ended."""
    moment = now()
    return [(each, each.state_at(moment)) for each in newest(session, SHOWN)]


def add(session: Session, who: Who, typed: Typed) -> int:
    """A new notice; the same one sent twice is one. Raises BadValue: kind, text, moment, reason."""
    reason, since, until = _reason(typed.reason), _moment(typed.since) or now(), _moment(typed.until)
    same = select(Banner.id).where(
        Banner.kind == typed.kind, Banner.text_vi == typed.text_vi.strip(), Banner.text_en == typed.text_en.strip(),
        or_(Banner.to_at.is_(None), Banner.to_at > now()),
    )  # fmt: skip
    if (found := session.scalar(same)) is not None:
        return found
    if not typed.text_vi.strip() or not typed.text_en.strip() or max(len(typed.text_vi), len(typed.text_en)) > LONGEST:
        raise BadValue("text", str(LONGEST))
    by = f"account:{who.account_id}"
    try:
        number = add_banner(session, typed.kind, typed.text_vi, typed.text_en, since, until, by)
    except BadBanner as bad:
        raise BadValue("moment") from bad
    after: dict[str, object] = {"kind": typed.kind, "text_vi": typed.text_vi.strip(), "text_en": typed.text_en.strip()}
    after |= {"from": since, "to": until or ""}
    audit.write(session, who, "add_notice", ("notice", number), None, after, reason)
    return number


def end(session: Session, who: Who, notice: int, reason: str) -> None:
    """Ends it now; doing it twice changes nothing more. Raises BadValue without a reason."""
    reason, moment = _reason(reason), now()
    if end_banner(session, notice, moment):
        audit.write(session, who, "end_notice", ("notice", notice), None, {"to": moment}, reason)


def _reason(typed: str) -> str:
    if not typed.strip() or len(typed) > 500:
        raise BadValue("reason")
    return typed.strip()


def _moment(typed: str) -> datetime | None:
    if not typed:
        return None
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise BadValue("moment") from error
