"""Publishing is whole or not at all: broken off at every statement, the record is old or new, never between."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

import bot.web.models  # noqa: F401 - its tables belong to Base
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.editing import begin, edits, workflow
from bot.web.editing.content import seen
from bot.web.editing.edits import Spot, Writer
from bot.web.editing.errors import Moved
from bot.web.editing.publish import publish
from bot.web.editing.shape import fields_of
from procedures.calendar import now
from procedures.db import Base, make_engine, make_sessions
from procedures.drafts import Draft, new_draft
from procedures.models import Procedure, Revision
from procedures.publishing.load import publish as load_one
from procedures.publishing.names import write_names
from procedures.publishing.put_live import LiveMoved, alone, put_live, resolved
from procedures.record import Record
from tests.web.conftest import RECORD

Sessions = sessionmaker[Session]
SLUG = "criminal-record-1"
OTHER: dict[str, Any] = {
    "slug": "other", "codes": [], "aliases": {}, "guide": None, "short_names": [],
    "names": [{"vi": "Thủ tục khác", "en": "Another procedure"}],
}  # fmt: skip


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


def _everything(sessions: Sessions) -> dict[str, list[Any]]:
    """Every row of every table."""
    with sessions() as session:
        return {each.name: sorted(session.execute(each.select()), key=str) for each in Base.metadata.sorted_tables}


def _ready(sessions: Sessions, kind: str) -> tuple[int, int]:
    """An approved draft of that kind, and its revision."""
    if kind == "changed":
        return _approved(sessions)
    own = {**RECORD, **OTHER}
    drafts = {
        "new": ("other", own, None, "publish"), "retired": (SLUG, RECORD, "1", "retire"),
        "parent": (SLUG, {**RECORD, "times": [{"text": {"vi": "9 ngày"}}]}, "1", "publish"),
        "register": ("_laws", {"entries": [{"title": "Luật của bài thử", "about": {"vi": "thử"}}]}, None, "publish"),
    }  # fmt: skip
    key, content, base, intent = drafts[kind]
    slug = None if key.startswith("_") else key
    with sessions.begin() as session:
        if kind == "parent":
            variant = Record.model_validate(own | {"inherits_from": SLUG, "times": None})
            load_one(session, resolved(session, variant), "test", "test")
        draft = new_draft("desk", key, "digest", content, author="Lan", slug=slug, base=base, intent=intent)
        draft.state = "approved"
        session.add(draft)
        session.flush()
        return draft.id, draft.revision


@pytest.mark.parametrize("kind", ["changed", "new", "retired", "parent", "register"])
def test_broken_off_at_every_statement_everything_is_old_or_new(engine: Engine, sessions: Sessions, kind: str) -> None:
    draft, revision = _ready(sessions, kind)
    old = _everything(sessions)
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
            assert _everything(sessions) == old, f"cut at {kept}"
            cut_at = kept
        else:
            break
    cut_at = 0
    event.remove(engine, "before_cursor_execute", cut)
    event.remove(engine, "commit", cut)
    new = _everything(sessions)
    assert kept > 5 and len(new["publications"]) == len(old["publications"]) + 1
    with sessions.begin() as session:
        assert session.get_one(Draft, draft).state == "published"
        assert publish(session, Who(2), draft, revision) == session.get_one(Draft, draft).outcome
    assert _everything(sessions) == new


def test_whoever_publishes_second_waits_for_the_first(engine: Engine, sessions: Sessions) -> None:
    soon = {"sqlite": "PRAGMA busy_timeout = 50", "postgresql": "SET LOCAL lock_timeout = '50ms'"}
    with sessions.begin() as first, sessions() as second:
        alone(first)
        second.execute(text(soon[engine.dialect.name]))
        with pytest.raises(OperationalError):
            alone(second)
    with sessions.begin() as third:
        alone(third)


def test_a_names_file_that_broke_is_written_anew(sessions: Sessions, tmp_path: Path) -> None:
    for broken in ("", '{"version": "ab', "[]"):
        (tmp_path / "names.json").write_text(broken)
        with sessions() as session:
            version = write_names(session, tmp_path / "names.json")
        assert json.loads((tmp_path / "names.json").read_text("utf-8"))["version"] == version


def test_a_names_file_that_cannot_be_written_leaves_nothing_behind(
    sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    (folder := tmp_path / "names").mkdir()
    monkeypatch.setattr("procedures.publishing.names.os.replace", full)
    with sessions() as session, pytest.raises(OSError):
        write_names(session, folder / "names.json")
    assert list(folder.iterdir()) == []


def test_what_was_published_meanwhile_is_not_replaced_unseen(sessions: Sessions) -> None:
    draft, revision = _approved(sessions)
    other = Record.model_validate({**RECORD, "short_names": ["số 1"]})
    with sessions.begin() as session:
        put_live(session, other, 1, "Bình", "khác")
    with pytest.raises(Moved), sessions.begin() as session:
        publish(session, Who(2), draft, revision)
    with sessions() as session:
        assert session.get_one(Draft, draft).state == "approved"
        assert session.scalar(select(Procedure.live_version)) == 2


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
