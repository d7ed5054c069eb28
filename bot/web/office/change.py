"""One way in which a setting of the site changes: nobody overwrites what they did not see, and the log tells why."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.rows import changed
from bot.web.citizen.site_models import SiteSetting
from bot.web.office.errors import BadValue, SettingChanged
from procedures.calendar import now

LONGEST_REASON = 500


def put(session: Session, who: Who, key: str, value: Any, revision: int, reason: str) -> None:
    """Sets it where it still is at ``revision`` (0: nobody has set it). The same value sent again changes nothing.

    Raises SettingChanged, and BadValue("reason") without a reason.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise BadValue("reason")
    read = select(SiteSetting.value, SiteSetting.revision).where(SiteSetting.key == key)
    found = session.execute(read).one_or_none()
    if found is not None and found.value == value and type(found.value) is type(value):
        return
    values = {"value": value, "changed_by": f"account:{who.account_id}", "changed_at": now()}
    if found is None and revision == 0:
        try:
            with session.begin_nested():
                session.add(SiteSetting(key=key, revision=1, **values))
        except IntegrityError as error:
            raise SettingChanged from error
    else:
        mine = SiteSetting.key == key, SiteSetting.revision == revision
        if not changed(session, update(SiteSetting).where(*mine).values(revision=revision + 1, **values)):
            raise SettingChanged
    before = {"value": found.value} if found else None
    audit.write(session, who, "change_setting", ("setting", key), before, {"value": value}, reason)
