"""A draft carried over to what is live by now: what nobody has touched in it says what is live.

So the sections that a variant shares with its parent follow the parent, and what a colleague has published in another
part stays. A register has no earlier versions to compare with: its draft stays whole.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.editing.state import register_of
from procedures.drafts import Draft
from procedures.models import Revision

Content = dict[str, Any]


def carried(session: Session, draft: Draft, base: str | None) -> tuple[Content, list[str]]:
    """The draft's content on version ``base`` of its record, and the fields that now say what that version says."""
    content = dict(draft.content)
    if register_of(draft) or draft.intent != "publish" or draft.base is None or base is None:
        return content, []
    slug = draft.slug or draft.key  # of an imported draft the key is what its source calls it
    old, live = (_version(session, slug, int(each)) for each in (draft.base, base))
    taken = [
        name for name in sorted(old.keys() | live.keys())
        if content.get(name) == old.get(name) and old.get(name) != live.get(name)
    ]  # fmt: skip
    for name in taken:
        content.pop(name, None)
        if name in live:
            content[name] = live[name]
    return content, taken


def _version(session: Session, slug: str, version: int) -> Content:
    found = select(Revision.content).where(Revision.slug == slug, Revision.version == version)
    content: Content = session.scalars(found).one()
    return content
