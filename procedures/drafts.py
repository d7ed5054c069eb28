"""Drafts: what somebody proposes to publish. They are never shown to a citizen.

Imports make drafts; editors change them. ``revision`` counts changes: whoever saves names the revision that he read,
so that two people never overwrite each other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, DateTime, Index, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from procedures.calendar import now
from procedures.db import Base

State = Literal["draft", "in_review", "changes_asked", "approved", "published", "dropped"]
OPEN: tuple[State, ...] = ("draft", "changes_asked")
"""States in which the content may change."""
RUNNING: tuple[State, ...] = ("draft", "in_review", "changes_asked", "approved")


class Draft(Base):
    """A proposed record. The same ``digest`` from the same source under the same key is one draft, however often it
    comes; ``slug`` is None until somebody says which procedure it is.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("source", "key", "digest"), Index("ix_drafts_state_slug", "state", "slug"))

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(40))
    """Where it comes from: ``catalog`` (YAML files), ``desk`` (an editor), or the name that an import was given."""
    key: Mapped[str] = mapped_column(String(80))
    """What the source calls it: a slug, ``_laws`` for a register, a national code."""
    digest: Mapped[str] = mapped_column(String(64))
    """Of what the source said, not of ``content``, which editors change."""
    slug: Mapped[str | None] = mapped_column(String(80))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """``procedures.record.Record`` as JSON, perhaps with parts missing; of a register ``{"entries": [...]}``."""
    problems: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    """What could not be read: ``{"field", "value", "why"}`` each."""
    state: Mapped[str] = mapped_column(String(16))
    author: Mapped[str] = mapped_column(String(120))
    intent: Mapped[str] = mapped_column(String(8), default="publish")
    """publish, or retire: the record is to go out of sight."""
    base: Mapped[str | None] = mapped_column(String(64))
    """What was live when it was begun: the version of a record, the digest of a register; None where nothing was."""
    outcome: Mapped[str | None] = mapped_column(String(64))
    """What its publication made live, in the terms of ``base``."""
    revision: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DraftFailed(Exception):
    """Raised by changes to drafts.

    DraftFailed
    ├── NoSuchDraft    there is no draft of that number
    ├── DraftClosed    it is in review or done: its content stays as it is
    └── DraftChanged   somebody else has changed it since it was read
    """


class NoSuchDraft(DraftFailed):
    """There is no draft of that number."""


class DraftClosed(DraftFailed):
    """It is in review or done: its content stays as it is."""


class DraftChanged(DraftFailed):
    """Somebody else has changed it since it was read."""


def new_draft(
    source: str, key: str, digest: str, content: dict[str, Any], *, author: str, slug: str | None = None,
    problems: Sequence[dict[str, str]] = (), base: str | None = None, intent: str = "publish",
) -> Draft:  # fmt: skip
    """A draft at its first revision; the caller adds it to a session."""
    at = now()
    return Draft(
        source=source, key=key, digest=digest, slug=slug, content=content, problems=list(problems), state="draft",
        author=author, revision=1, created_at=at, updated_at=at, base=base, intent=intent,
    )  # fmt: skip


def change(session: Session, number: int, read: int, content: dict[str, Any], author: str) -> int:
    """Saves the content of a draft that was read at revision ``read``; gives the new revision. The caller commits.

    Raises DraftChanged where it has another revision by now, DraftClosed where it is in review or done, NoSuchDraft
    where there is none.
    """
    move(session, number, read, OPEN, content=content, author=author)
    return read + 1


def move(session: Session, number: int, read: int, states: Sequence[State], **values: object) -> None:
    """The one way in which a draft changes: in one statement, from one of these states and from revision ``read``.

    Raises as ``change``. The caller commits.
    """
    changed = session.execute(
        update(Draft)
        .where(Draft.id == number, Draft.revision == read, Draft.state.in_(states))
        .values(revision=read + 1, updated_at=now(), **values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        return
    found = session.execute(select(Draft.revision, Draft.state).where(Draft.id == number)).one_or_none()
    if found is None:
        raise NoSuchDraft(str(number))
    if found.revision != read:
        raise DraftChanged(str(number))
    raise DraftClosed(str(number))


def untouched(draft: Draft) -> bool:
    """Whether nobody has worked on an imported draft, so that a newer import may replace what it says."""
    return draft.state == "draft" and draft.revision == 1
