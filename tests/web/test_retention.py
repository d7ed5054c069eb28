"""What is too old goes, what is not stays, and proof of it remains."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import people
from bot.web.citizen.models import Difficulty, ResumeLink, ReviewItem
from bot.web.citizen.site_models import ErasedConversation, Erasure, TrackerToErase
from bot.web.conversations import start_conversation
from bot.web.desk.figures.bank import fill, unfilled
from bot.web.desk.figures.read import Choice, by_day, total
from bot.web.desk.models import Call
from bot.web.models import Conversation, Item
from bot.web.own_words import first_message
from bot.web.retention import AT_ONCE, erase_old, erase_old_reports, main, preview
from bot.web.settings import WebSettings
from procedures.calendar import VIETNAM, now

DAY = timedelta(days=1)
REPORTS = {
    "calls": 0,
    "difficulties": 1,
    "review_items": 1,
    "resume_links": 1,
    "dossiers_followed": 0,
    "vault": 0,
    "private_values": 0,
}


def begin(session: Session, settings: WebSettings, age: timedelta) -> str:
    talk = start_conversation(session, first_message(settings, "vi"))
    session.get_one(Conversation, talk.id).last_at = now() - age
    return talk.id


@pytest.fixture
def aged(settings: WebSettings, sessions: sessionmaker[Session]) -> dict[str, str]:
    """Conversations a day before and a day after their time, and reports of the same kind."""
    with sessions.begin() as session:
        ids = {name: begin(session, settings, age) for name, age in (("old", 91 * DAY), ("young", 89 * DAY))}
        for name, age in (("old", 731 * DAY), ("young", 729 * DAY)):
            session.add(Difficulty(form_id=name, words=name, at=now() - age))
            entry = {"kind": "mistake_in_record", "by": "citizen", "state": "done"}
            session.add(ReviewItem(form_id=name, slug="x", words=name, folded=name, at=now() - age, **entry))
        for name, offset in (("old", -DAY), ("young", DAY)):
            link = ResumeLink(secret_hash=name, conversation_id=ids["young"], expires_at=now() + offset)
            session.add(link)
    return ids


def test_what_is_too_old_goes_and_the_rest_stays(
    settings: WebSettings, sessions: sessionmaker[Session], aged: dict[str, str]
) -> None:
    with sessions.begin() as session:
        assert erase_old(session, settings) == 1
        erase_old_reports(session, settings)
    with sessions() as session:
        assert session.scalars(select(Conversation.id)).all() == [aged["young"]]
        assert session.scalars(select(Item.conversation_id).distinct()).all() == [aged["young"]]
        assert session.scalars(select(TrackerToErase.sender)).all() == [aged["old"]]
        assert session.scalars(select(Difficulty.words)).all() == ["young"]
        assert sorted(session.scalars(select(ReviewItem.words))) == ["", "young"]
        assert session.scalars(select(ResumeLink.secret_hash)).all() == ["young"]
        proofs = session.scalars(select(Erasure).order_by(Erasure.id)).all()
    assert [proof.why for proof in proofs] == ["retention", "retention"]
    assert proofs[0].counts["conversations"] == proofs[0].counts["items"] == 1
    assert proofs[1].counts == REPORTS


def test_a_second_go_finds_nothing_and_writes_no_proof(
    settings: WebSettings, sessions: sessionmaker[Session], aged: dict[str, str]
) -> None:
    for _ in range(2):
        with sessions.begin() as session:
            erase_old(session, settings)
            erase_old_reports(session, settings)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Erasure)) == 2


def test_the_hash_of_a_deleted_conversation_is_kept_as_long_as_it_would_have_been(
    settings: WebSettings, sessions: sessionmaker[Session], aged: dict[str, str]
) -> None:
    with sessions.begin() as session:
        for name, age in (("old", 91 * DAY), ("young", 89 * DAY)):
            session.add(ErasedConversation(id_hash=name, at=now() - age))
        erase_old(session, settings)  # leaves no hash: from a backup it would go again by itself
        erase_old_reports(session, settings)
    with sessions() as session:
        assert session.scalars(select(ErasedConversation.id_hash)).all() == ["young"]


def test_many_go_in_several_steps(settings: WebSettings, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for _ in range(AT_ONCE + 1):
            begin(session, settings, 100 * DAY)
    steps = []
    for _ in range(3):
        with sessions.begin() as session:
            steps.append(erase_old(session, settings))
    assert steps == [AT_ONCE, 1, 0]


def test_one_that_is_being_answered_waits(settings: WebSettings, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        found = session.get_one(Conversation, begin(session, settings, 100 * DAY))
        found.lease, found.leased_until = "x", now() + DAY
    with sessions.begin() as session:
        assert erase_old(session, settings) == 0


def test_the_preview_tells_what_would_go_and_changes_nothing(
    settings: WebSettings,
    sessions: sessionmaker[Session],
    aged: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with sessions() as session:
        assert preview(session, settings) == {"conversations": 1, "call_back_numbers": 0} | REPORTS
    monkeypatch.setenv("DATABASE_URL", settings.database)
    assert main(["--preview"]) == 0
    assert "conversations: 1\n" in capsys.readouterr().out
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 2


def _call(session: Session, by: int, age: timedelta) -> str:
    ended = now() - age
    kept = {"account_id": by, "lang": "vi", "reason": "solved", "note": "hỏi phí", "is_test": False}
    session.add(Call(form_id=f"{age}", started_at=ended - timedelta(minutes=5), ended_at=ended, **kept))
    return f"{age}"


def test_a_call_goes_when_conversations_of_its_age_do_and_stays_in_the_figures(
    settings: WebSettings, sessions: sessionmaker[Session]
) -> None:
    old, young = 91 * DAY, 89 * DAY
    with sessions.begin() as session:
        by = people.make(session, "lan", "Người lan", "", ["staff"]).id
        kept = [_call(session, by, age) for age in (old, young)]
    with sessions.begin() as session:
        erase_old_reports(session, settings)  # the figures of its day are not kept yet
        assert session.scalars(select(Call.form_id).order_by(Call.id)).all() == kept
        assert preview(session, settings)["calls"] == 0
    with sessions.begin() as session:
        for day in unfilled(session):
            fill(session, day)
    with sessions.begin() as session:
        assert preview(session, settings)["calls"] == 1
        assert erase_old_reports(session, settings)["calls"] == 1
        assert session.scalars(select(Call.form_id)).all() == kept[1:]
        day = (now() - old).astimezone(VIETNAM).date()
        assert total(by_day(session, Choice(day, day))[day], "calls").count == 1
