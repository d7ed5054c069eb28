"""Sections that a variant has from its parent: told where they are edited, because a change parts the two."""

from sqlalchemy.orm import Session

from procedures.drafts import Draft
from procedures.lookup import live_record
from procedures.publishing.load import plain
from procedures.record import SECTIONS


def parent_of(session: Session, draft: Draft, part: str, lang: str) -> str:
    """The name of the parent from which the draft has this section; empty where the section is its own."""
    slug = draft.content.get("inherits_from")
    parent = live_record(session, str(slug)) if slug and part in SECTIONS else None
    if parent is None or draft.content.get(part) not in (None, plain(parent).get(part)):
        return ""
    name = parent.names[0]
    return name.en if lang == "en" else name.vi
