"""Side by side: a draft brought up to what is live, variants and their parent, two that lean on another."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session, sessionmaker

import bot.web.models  # noqa: F401 - its tables belong to Base
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.editing import begin, edits, workflow
from bot.web.editing.content import rows_in, seen
from bot.web.editing.edits import Spot, Writer
from bot.web.editing.errors import HasProblems, Moved
from bot.web.editing.inherited import parent_of
from bot.web.editing.publish import publish
from bot.web.editing.shape import fields_of
from procedures.calendar import now
from procedures.db import Base, make_engine, make_sessions
from procedures.drafts import Draft, new_draft
from procedures.models import Procedure, Register, Revision
from procedures.publishing.files import inherit
from procedures.publishing.load import publish as load_one
from procedures.publishing.put_live import put_register
from procedures.record import Law, Record
from tests.web.conftest import RECORD

Sessions = sessionmaker[Session]
PARENT, VARIANT, LAW = "criminal-record-1", "criminal-record-child", "Luật của bài thử"
LAN, BINH = Writer(Who(1), "Lan"), Who(2)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    yield made
    made.dispose()


def _filled(engine: Engine) -> Sessions:
    """A parent, a variant of it with time limits of its own, one law in the register, two people."""
    Base.metadata.create_all(engine)
    made = make_sessions(engine)
    own: dict[str, Any] = {
        "slug": VARIANT, "inherits_from": PARENT, "codes": [], "aliases": {}, "fees": None,
        "names": [{"vi": "Phiếu cho trẻ em", "en": "Certificate for a child"}], "times": [{"text": {"vi": "1 ngày"}}],
    }  # fmt: skip
    parent = Record.model_validate(RECORD)
    with made.begin() as session:
        for record in (parent, inherit(Record.model_validate({**RECORD, **own}), parent)):
            load_one(session, record, "test", "test")
        put_register(session, "laws", [Law.model_validate({"title": LAW, "about": {"vi": "thử"}})], None)
        session.add_all(
            Account(login=login, name=login, roles=["approver"], created_at=now(), totp_step=0)
            for login in ("lan", "binh")
        )
    return made


@pytest.fixture
def sessions(engine: Engine) -> Sessions:
    return _filled(engine)


def _write(session: Session, draft: int, part: str, row: int, **typed: Any) -> None:
    """Changes these fields of a row, the others stay."""
    old = rows_in(session.get_one(Draft, draft, populate_existing=True).content, part)[row]
    edits.save(session, LAN, draft, Spot(part, row, seen(old)), fields_of(part), old | typed)


def _begin(sessions: Sessions, slug: str) -> int:
    with sessions.begin() as session:
        return begin.edit(session, LAN, slug, "")


def _approve(sessions: Sessions, draft: int) -> int:
    """Hands in and approves; gives the revision to publish."""
    with sessions.begin() as session:
        workflow.submit(session, LAN.who, draft, _revision(session, draft), "thông tư mới")
        workflow.approve(session, BINH, draft, _revision(session, draft), "đúng thông tư")
        return _revision(session, draft)


def _to_live(sessions: Sessions, draft: int) -> None:
    revision = _approve(sessions, draft)
    with sessions.begin() as session:
        publish(session, BINH, draft, revision)


def _revision(session: Session, draft: int) -> int:
    return session.get_one(Draft, draft, populate_existing=True).revision


def _live(sessions: Sessions, slug: str) -> dict[str, Any]:
    at = (Procedure.slug == Revision.slug) & (Procedure.live_version == Revision.version)
    with sessions() as session:
        content: dict[str, Any] = session.scalars(
            select(Revision.content).join(Procedure, at).where(Revision.slug == slug)
        ).one()
        return content


def _change_fee(sessions: Sessions, slug: str, amount: int) -> None:
    draft = _begin(sessions, slug)
    with sessions.begin() as session:
        _write(session, draft, "fees", 0, amount=amount)
    _to_live(sessions, draft)


def _rebase(sessions: Sessions, draft: int) -> None:
    with sessions.begin() as session:
        workflow.rebase(session, LAN.who, draft, _revision(session, draft), "đã so sánh")


def test_a_variants_draft_brought_up_to_date_has_its_parents_new_section_and_its_own_change(
    sessions: Sessions,
) -> None:
    draft = _begin(sessions, VARIANT)
    with sessions.begin() as session:
        _write(session, draft, "times", 0, text={"vi": "2 ngày"})
    _change_fee(sessions, PARENT, 150_000)
    revision = _approve(sessions, draft)
    with pytest.raises(Moved), sessions.begin() as session:
        publish(session, BINH, draft, revision)
    with sessions.begin() as session:
        workflow.withdraw(session, LAN.who, draft, revision, "so lại")
    _rebase(sessions, draft)
    _to_live(sessions, draft)
    assert _live(sessions, VARIANT)["fees"][0]["amount"] == 150_000
    assert _live(sessions, VARIANT)["times"][0]["text"]["vi"] == "2 ngày"
    _change_fee(sessions, PARENT, 160_000)
    assert _live(sessions, VARIANT)["fees"][0]["amount"] == 160_000, "it has parted from its parent"


def test_a_draft_brought_up_to_date_keeps_what_a_colleague_published_in_another_part(sessions: Sessions) -> None:
    draft = _begin(sessions, PARENT)
    with sessions.begin() as session:
        _write(session, draft, "names", 0, en="Another name")
        other = begin.restore(session, LAN, PARENT, 1, "thử")
        _write(session, other, "fees", 0, amount=150_000)
    _to_live(sessions, other)
    _rebase(sessions, draft)
    _to_live(sessions, draft)
    assert _live(sessions, PARENT)["fees"][0]["amount"] == 150_000
    assert _live(sessions, PARENT)["names"][0]["en"] == "Another name"


def test_what_both_have_changed_stays_as_in_the_draft(sessions: Sessions) -> None:
    draft = _begin(sessions, PARENT)
    with sessions.begin() as session:
        _write(session, draft, "fees", 0, amount=120_000)
        other = begin.restore(session, LAN, PARENT, 1, "thử")
        _write(session, other, "fees", 0, amount=150_000)
    _to_live(sessions, other)
    _rebase(sessions, draft)
    _to_live(sessions, draft)
    assert _live(sessions, PARENT)["fees"][0]["amount"] == 120_000


def test_an_imported_draft_known_by_its_code_is_brought_up_to_date_again_and_again(sessions: Sessions) -> None:
    with sessions.begin() as session:
        content = session.scalars(select(Revision.content).where(Revision.slug == PARENT)).one()
        draft = new_draft("portal", "2.000488", "digest", content, author="portal", slug=PARENT)
        session.add(draft)
        session.flush()
        number = draft.id
    _rebase(sessions, number)
    _change_fee(sessions, PARENT, 150_000)
    _rebase(sessions, number)
    _to_live(sessions, number)
    assert _live(sessions, PARENT)["fees"][0]["amount"] == 150_000


def test_a_new_record_takes_its_empty_parts_from_its_parent(sessions: Sessions) -> None:
    with sessions.begin() as session:
        draft = begin.new(session, LAN, begin.Wanted("Phiếu cho người già", "Certificate for the old"), "1")
        found = session.get_one(Draft, draft)
        words = {name: RECORD[name] for name in ("summary", "agency", "field")}
        found.content = found.content | words | {"inherits_from": PARENT}
        found.slug = found.content["slug"]
        assert parent_of(session, found, "fees", "vi") == "Phiếu lý lịch tư pháp số 1"
        session.flush()
        slug = found.slug
    _to_live(sessions, draft)
    assert _live(sessions, slug)["fees"] == _live(sessions, PARENT)["fees"]


def test_the_page_of_a_part_tells_whose_it_is(sessions: Sessions) -> None:
    draft = _begin(sessions, VARIANT)
    with sessions.begin() as session:
        found = session.get_one(Draft, draft)
        assert parent_of(session, found, "fees", "en") == "Criminal record certificate no. 1"
        assert parent_of(session, found, "times", "en") == ""
        _write(session, draft, "fees", 0, amount=1)
        assert parent_of(session, session.get_one(Draft, draft, populate_existing=True), "fees", "en") == ""


@pytest.mark.postgres
def test_two_that_are_sound_only_apart_are_not_published_at_once(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    sessions = _filled(engine)
    citing = _begin(sessions, PARENT)
    with sessions.begin() as session:
        _write(session, citing, "fees", 0, basis=[LAW])
        removing = begin.edit_register(session, LAN, "laws")
        entry = rows_in(session.get_one(Draft, removing).content, "entries")[0]
        edits.remove(session, LAN, removing, Spot("entries", 0, seen(entry)))
    drafts = {draft: _approve(sessions, draft) for draft in (citing, removing)}

    def go(draft: int) -> None:
        with sessions.begin() as session:
            publish(session, BINH, draft, drafts[draft])

    with ThreadPoolExecutor(1) as pool:
        with sessions.begin() as session:
            publish(session, BINH, removing, drafts[removing])
            second = pool.submit(go, citing)
            _until(engine, lambda: second.done() or _waits(engine))
            assert not second.done(), "it did not wait for the first"
        with pytest.raises(HasProblems):
            second.result(timeout=30)
    with sessions() as session:
        assert session.scalars(select(Register.content).where(Register.name == "laws")).one() == []
        assert session.get_one(Draft, citing).state == "approved"
    engine.dispose()


def _waits(engine: Engine) -> bool:
    """Whether somebody waits for the lock of those who publish."""
    with engine.connect() as connection:
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return bool(connection.execute(text(waiting)).scalar())


def _until(engine: Engine, done: Callable[[], bool]) -> None:
    for _ in range(600):
        if done():
            return
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_sleep(0.05)"))
    raise AssertionError("nothing happened within half a minute")
