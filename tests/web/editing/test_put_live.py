"""Publishing is whole or not at all: broken off at every statement, the record is old or new, never between."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session, sessionmaker

import bot.web.models  # noqa: F401 - its tables belong to Base
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account, AuditEntry
from bot.web.editing import begin, edits, workflow
from bot.web.editing.content import seen
from bot.web.editing.edits import Spot, Writer
from bot.web.editing.errors import Moved
from bot.web.editing.models import DraftEvent
from bot.web.editing.publish import publish
from bot.web.editing.shape import fields_of
from procedures.calendar import now
from procedures.db import Base, make_engine, make_sessions
from procedures.drafts import Draft
from procedures.models import KnownName, Procedure, Publication, Revision
from procedures.publishing.load import publish as load_one
from procedures.publishing.put_live import LiveMoved, put_live
from procedures.record import Record
from tests.web.conftest import RECORD

Sessions = sessionmaker[Session]
SLUG = "criminal-record-1"


class Cut(Exception):
    """The process died here."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{tmp_path / 'x.db'}"
    made = make_engine(url)
    Base.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    """A record that is live, two people, and an approved draft that changes its fee and its names."""
    made = make_sessions(engine)
    with made.begin() as session:
        load_one(session, Record.model_validate(RECORD), "test", "test")
        session.add_all(
            Account(login=login, name=login, roles=["approver"], created_at=now(), totp_step=0)
            for login in ("lan", "binh")
        )
    return made


def _approved(sessions: Sessions) -> tuple[int, int]:
    """The draft and its revision."""
    by, other = Writer(Who(1), "Lan"), Who(2)
    with sessions.begin() as session:
        draft = begin.edit(session, by, SLUG, "")
        row = session.get_one(Draft, draft).content["fees"][0]
        typed = {"text": {"vi": "120.000đ"}, "amount": 120000, "from": "2026-07-01"}
        edits.save(session, by, draft, Spot("fees", 0, seen(row)), fields_of("fees"), typed)
    with sessions.begin() as session:
        workflow.submit(session, by.who, draft, 2, "thông tư mới")
        workflow.approve(session, other, draft, 3, "đúng thông tư")
    return draft, 4


def _state(sessions: Sessions) -> dict[str, Any]:
    """All that publishing changes."""
    with sessions() as session:
        live = session.scalar(select(Procedure.live_version))
        return {
            "live": live,
            "versions": session.scalar(select(func.count(Revision.id))),
            "names": session.scalar(select(func.count(KnownName.id))),
            "draft": session.scalar(select(Draft.state)),
            "events": session.scalar(select(func.count(DraftEvent.id))),
            "audit": session.scalar(select(func.count(AuditEntry.id))),
            "publications": session.scalar(select(func.count(Publication.id))),
        }


def test_broken_off_at_every_statement_the_record_is_old_or_new(engine: Engine, sessions: Sessions) -> None:
    draft, revision = _approved(sessions)
    old = _state(sessions)
    cut_at, met = 0, [0]

    def cut(*_: object) -> None:
        met[0] += 1
        if met[0] == cut_at:
            raise Cut

    event.listen(engine, "before_cursor_execute", cut)
    event.listen(engine, "commit", cut)
    for cut_at in range(1, 100):
        met[0] = 0
        try:
            with sessions.begin() as session:
                publish(session, Who(2), draft, revision)
        except Cut:
            cut_at, kept = 0, cut_at
            assert _state(sessions) == old, f"cut at {kept}"
            cut_at = kept
        else:
            break
    cut_at = 0
    event.remove(engine, "before_cursor_execute", cut)
    event.remove(engine, "commit", cut)
    new = _state(sessions)
    assert (new["live"], new["versions"], new["draft"]) == (2, 2, "published")
    with sessions.begin() as session:
        assert publish(session, Who(2), draft, revision) == "2"
    assert _state(sessions) == new


def test_what_was_published_meanwhile_is_not_replaced_unseen(sessions: Sessions) -> None:
    draft, revision = _approved(sessions)
    other = Record.model_validate({**RECORD, "short_names": ["số 1"]})
    with sessions.begin() as session:
        put_live(session, other, 1, "Bình", "khác")
    with pytest.raises(Moved), sessions.begin() as session:
        publish(session, Who(2), draft, revision)
    assert _state(sessions)["draft"] == "approved" and _state(sessions)["live"] == 2


def test_a_new_record_is_made_only_where_there_is_none(sessions: Sessions) -> None:
    with pytest.raises(LiveMoved), sessions.begin() as session:
        put_live(session, Record.model_validate(RECORD), None, "Bình", "")


def test_variants_follow_in_what_they_share_with_their_parent_and_in_nothing_else(sessions: Sessions) -> None:
    parent = Record.model_validate(RECORD)
    own = {**RECORD, "slug": "variant", "inherits_from": SLUG, "codes": [], "times": [{"text": {"vi": "1 ngày"}}]}
    with sessions.begin() as session:
        put_live(session, Record.model_validate(own), None, "Lan", "")
        changed = parent.model_copy(update={"fees": parent.fees[:1] if parent.fees else None})
        put_live(session, changed, 1, "Lan", "lệ phí mới")
    with sessions() as session:
        content = session.scalars(
            select(Revision.content).where(Revision.slug == "variant", Revision.version == 2)
        ).one()
    assert len(content["fees"]) == 1 and content["times"] == own["times"]
