"""Words that people use become another name of a record, in its draft: somebody else approves it like any change."""

from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.editing import begin
from bot.web.editing.edits import Writer
from bot.web.editing.models import DraftWriter
from bot.web.learning.errors import NotOpen
from procedures.drafts import Draft, DraftChanged, DraftClosed, change
from procedures.text import fold

TRIES = 5


def add_alias(session: Session, by: Writer, slug: str, words: str, lang: Literal["vi", "en"]) -> int:
    """Puts the words among the other names in the record's draft, once; gives the draft. Raises NotOpen."""
    number = begin.edit(session, by, slug, words)
    for _ in range(TRIES):
        read = select(Draft.content, Draft.revision).where(Draft.id == number)
        found = session.execute(read).one()
        content, revision = found.content, found.revision
        aliases = content.get("aliases") or {}
        names = list(aliases.get(lang) or ())
        if fold(words) in {fold(name) for name in names}:
            return number
        changed = content | {"aliases": aliases | {lang: [*names, words]}}
        try:
            change(session, number, revision, changed, by.name)
        except DraftChanged:
            continue
        except DraftClosed as closed:
            raise NotOpen from closed
        session.merge(DraftWriter(draft_id=number, account_id=by.who.account_id))
        before, after = {"aliases": names}, {"aliases": [*names, words]}
        audit.write(session, by.who, "edit_draft", ("draft", number), before, after)
        return number
    raise NotOpen
