"""Words that staff send often, by a shortcut. Those we ship stand in ``help.canned.*``; a row of the same shortcut

goes before a shipped one, so that a house can change or switch off each of them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Team
from bot.web.accounts.rows import changed
from bot.web.desk.help.errors import BadField, ChangedMeanwhile, NoSuchReply, ShortcutTaken
from bot.web.desk.hidden import kinds_in
from bot.web.desk.models import CannedReply
from procedures.words import say

SHIPPED = ("xin-chao", "cho-doi", "can-thong-tin", "khong-gui-so", "gap-co-quan", "chua-ro", "cam-on")
VARIABLES = ("ten_thu_tuc", "tong_dai", "ma_ho_so", "ten_toi")
"""Procedure talked about, the hotline's number, the code of a dossier (typed by hand), the name of whoever writes."""
LONGEST = 1500
_SHORTCUT = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?")
_VARIABLE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Reply:
    """``id`` is 0 for one that we ship and nobody has changed."""

    id: int
    shortcut: str
    title: str
    text_vi: str
    text_en: str
    team_id: int | None
    active: bool
    revision: int

    def text(self, lang: str) -> str:
        """In the citizen's language; Vietnamese where there is no other."""
        return (self.text_en if lang == "en" else "") or self.text_vi


def everything(session: Session) -> list[Reply]:
    """All replies, also those switched off, by shortcut."""
    rows = [_of(row) for row in session.scalars(select(CannedReply))]
    own = {row.shortcut for row in rows}
    return sorted([*rows, *(_shipped(each) for each in SHIPPED if each not in own)], key=lambda each: each.shortcut)


def usable(session: Session, team_id: int | None) -> list[Reply]:
    """Those that somebody of the team may send."""
    return [each for each in everything(session) if each.active and each.team_id in (None, team_id)]


def find(session: Session, shortcut: str) -> Reply:
    """The reply of a shortcut. Raises NoSuchReply."""
    found = next((each for each in everything(session) if each.shortcut == shortcut), None)
    if found is None:
        raise NoSuchReply
    return found


def owner(session: Session, reply: Reply) -> int | None:
    """The team that a reply belongs to before it is saved; of one that is not there yet, the team it is for.

    One that we ship is everybody's (None), also where a form makes a team's own of its shortcut.
    """
    if not reply.id:
        return None if reply.shortcut in SHIPPED else reply.team_id
    row = session.get(CannedReply, reply.id)
    return row.team_id if row else reply.team_id


def save(session: Session, who: Who, new: Reply) -> None:
    """Makes a reply (``id`` 0) or changes one whose form showed ``revision``; logged.

    Raises BadField, ShortcutTaken, ChangedMeanwhile, NoSuchReply.
    """
    new = _checked(session, new)
    before = session.get(CannedReply, new.id) if new.id else None
    if new.id and before is None:
        raise NoSuchReply
    values = {
        "title": new.title, "text_vi": new.text_vi, "text_en": new.text_en, "team_id": new.team_id,
        "active": new.active,
    }  # fmt: skip
    old = {name: getattr(before, name) for name in values} if before else None
    if before is None:
        _add(session, CannedReply(shortcut=new.shortcut, revision=1, **values))
    else:
        fits = CannedReply.id == new.id, CannedReply.revision == new.revision
        if not changed(session, update(CannedReply).where(*fits).values(**values, revision=new.revision + 1)):
            raise ChangedMeanwhile
    audit.write(session, who, "save_canned_reply", ("canned_reply", new.shortcut), old, values)


def fill(text: str, values: Mapping[str, str], lang: str) -> str:
    """The words with their variables; one without a value stands as a gap to fill by hand: «(mã hồ sơ)»."""
    return _VARIABLE.sub(lambda found: values.get(found[1]) or say(f"help.variable.{found[1]}.gap", lang), text)


def _add(session: Session, row: CannedReply) -> None:
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise ShortcutTaken from error


def _checked(session: Session, new: Reply) -> Reply:
    if not _SHORTCUT.fullmatch(new.shortcut):
        raise BadField("shortcut")
    title = " ".join(new.title.split())
    if not title or len(title) > 80:
        raise BadField("title")
    vi, en = new.text_vi.replace("\r\n", "\n").strip(), new.text_en.replace("\r\n", "\n").strip()
    if not vi or len(vi) > LONGEST or len(en) > LONGEST:
        raise BadField("text")
    if any(kinds_in(text) for text in (title, vi, en, new.shortcut)):
        raise BadField("personal")
    for text in (vi, en):
        if any(name not in VARIABLES for name in _VARIABLE.findall(text)) or re.search(
            r"[{}]", _VARIABLE.sub("", text)
        ):
            raise BadField("variable")
    if new.team_id is not None and session.get(Team, new.team_id) is None:
        raise BadField("team")
    return Reply(new.id, new.shortcut, title, vi, en, new.team_id, new.active, new.revision)


def _of(row: CannedReply) -> Reply:
    return Reply(
        row.id, row.shortcut, row.title, row.text_vi, row.text_en, row.team_id, row.active, row.revision
    )  # fmt: skip


def _shipped(shortcut: str) -> Reply:
    title, key = say(f"help.canned.{shortcut}.title"), f"help.canned.{shortcut}.text"
    vi, en = (say(key, lang, **{name: f"{{{name}}}" for name in VARIABLES}) for lang in ("vi", "en"))
    return Reply(0, shortcut, title, vi, en, None, True, 0)
