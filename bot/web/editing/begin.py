"""Where drafts come from: a live record, an earlier version, nothing. A second click leads to the same draft."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.editing.edits import Writer
from bot.web.editing.errors import Missing, NoSuchThing
from bot.web.editing.keys import free, key_of
from bot.web.editing.models import DraftWriter
from bot.web.editing.workflow import add_event
from procedures.calendar import today
from procedures.drafts import RUNNING, Draft, new_draft
from procedures.models import Procedure, Register, Revision
from procedures.publishing.files import REGISTERS
from procedures.publishing.put_live import live_base

SOURCE = "desk"
CHECK_AFTER = timedelta(days=182)
"""When a new record is to be checked again, unless its editor says otherwise."""
FACT_SHEET = "desk"
"""Where records come from that were written here, not taken from the fact sheet."""


@dataclass(frozen=True)
class Wanted:
    """What a new record is to be: names in both languages, the family it belongs to (empty: its own)."""

    name_vi: str
    name_en: str
    family: str = ""


def edit(session: Session, by: Writer, slug: str, reason: str) -> int:
    """The draft of a live record that is being worked on, or a new one. Raises NoSuchThing."""
    return _open(session, by, slug, "publish", _live(session, slug), reason)


def restore(session: Session, by: Writer, slug: str, version: int, reason: str) -> int:
    """A draft that says what a version said. It goes the same way as any other. Raises NoSuchThing, Missing."""
    if not reason.strip():
        raise Missing("reason")
    content = session.scalar(select(Revision.content).where(Revision.slug == slug, Revision.version == version))
    if content is None:
        raise NoSuchThing
    return _open(session, by, slug, "publish", content, reason, fresh=f"version {version}")


def retire(session: Session, by: Writer, slug: str, reason: str) -> int:
    """A draft that says that the record is to go out of sight; somebody else must approve. Raises as ``restore``."""
    if not reason.strip():
        raise Missing("reason")
    return _open(session, by, slug, "retire", _live(session, slug), reason)


def edit_register(session: Session, by: Writer, name: str) -> int:
    """The draft of a register that is being worked on, or a new one. Raises NoSuchThing."""
    if name not in REGISTERS:
        raise NoSuchThing
    entries = session.scalar(select(Register.content).where(Register.name == name)) or []
    return _open(session, by, f"_{name}", "publish", {"entries": entries}, "")


def new(session: Session, by: Writer, wanted: Wanted, form_id: str) -> int:
    """A draft of a new record; the same form sent twice makes one. Raises Missing."""
    for field, value in (("name_vi", wanted.name_vi), ("name_en", wanted.name_en)):
        if not key_of(value):
            raise Missing(field)
    known = {*session.scalars(select(Procedure.slug)), *session.scalars(select(Draft.slug))}
    digest = hashlib.sha256(f"new|{form_id}".encode()).hexdigest()
    made = session.scalar(select(Draft.id).where(Draft.source == SOURCE, Draft.digest == digest))
    if made is not None:
        return made
    slug = free(key_of(wanted.name_en), known)
    content = {
        "slug": slug, "family": key_of(wanted.family) or slug, "fact_sheet_id": FACT_SHEET,
        "names": [{"vi": wanted.name_vi.strip(), "en": wanted.name_en.strip()}],
        "checked_on": today().isoformat(), "check_by": (today() + CHECK_AFTER).isoformat(),
    }  # fmt: skip
    return _make(session, by, slug, "publish", content, "", digest)


def _open(
    session: Session, by: Writer, key: str, intent: str, content: dict[str, Any], reason: str, fresh: str = ""
) -> int:
    mine = Draft.source == SOURCE, Draft.key == key, Draft.intent == intent
    running = select(Draft.id).where(*mine, Draft.state.in_(RUNNING)).order_by(Draft.id.desc()).limit(1)
    if not fresh and (found := session.scalar(running)) is not None:
        return found
    done = session.scalar(select(func.count(Draft.id)).where(*mine, Draft.state.not_in(RUNNING)))
    told = json.dumps([key, intent, live_base(session, key), done, fresh])
    digest = hashlib.sha256(told.encode()).hexdigest()
    return _make(session, by, key, intent, content, reason, digest)


def _make(
    session: Session, by: Writer, key: str, intent: str, content: dict[str, Any], reason: str, digest: str
) -> int:
    same = select(Draft.id).where(Draft.source == SOURCE, Draft.key == key, Draft.digest == digest)
    if (found := session.scalar(same)) is not None:
        return found
    draft = new_draft(
        SOURCE, key, digest, content, author=by.name, slug=None if key.startswith("_") else key,
        base=live_base(session, key), intent=intent,
    )  # fmt: skip
    with suppress(IntegrityError), session.begin_nested():
        session.add(draft)
        session.flush()
        add_event(session, by.who, draft.id, 1, "begun", reason.strip())
        if by.who.account_id is not None:
            session.add(DraftWriter(draft_id=draft.id, account_id=by.who.account_id))
        audit.write(session, by.who, "begin_draft", ("draft", draft.id), None, {"key": key, "intent": intent}, reason)
        return draft.id
    return session.scalars(same).one()


def _live(session: Session, slug: str) -> dict[str, Any]:
    content: dict[str, Any] | None = session.scalar(
        select(Revision.content)
        .join(Procedure, (Procedure.slug == Revision.slug) & (Procedure.live_version == Revision.version))
        .where(Procedure.slug == slug)
    )
    if content is None:
        raise NoSuchThing
    return content
