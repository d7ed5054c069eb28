"""What a restored backup brings back of the deleted goes again; one conversation can be deleted by command."""

import io
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import AuditEntry
from bot.web.citizen.__main__ import main
from bot.web.citizen.after_restore import AT_ONCE, erase_again, forget_strangers
from bot.web.citizen.erase import id_hash
from bot.web.citizen.site_models import ErasedConversation, Erasure, TrackerToErase
from bot.web.conversations import start_conversation
from bot.web.models import Conversation
from bot.web.own_words import first_message
from bot.web.settings import WebSettings
from procedures.calendar import now


@pytest.fixture
def talks(settings: WebSettings, sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two conversations, in the data base that the environment names."""
    monkeypatch.setenv("DATABASE_URL", settings.database)
    with sessions.begin() as session:
        return [start_conversation(session, first_message(settings, "vi")).id for _ in range(2)]


def there(sessions: sessionmaker[Session]) -> set[str]:
    with sessions() as session:
        return set(session.scalars(select(Conversation.id)))


def test_lines_of_a_log_are_a_list_too(sessions: sessionmaker[Session], talks: list[str]) -> None:
    gone, elsewhere = id_hash(talks[0]), id_hash("in another backup")
    text = f'{{"event": "conversation_erased", "id_hash": "{gone}"}}\nid_hash={elsewhere} why=citizen\n{talks[1]}\n'
    with sessions.begin() as session:
        assert erase_again(session, text) == 1
    assert there(sessions) == {talks[1]}
    with sessions() as session:
        assert set(session.scalars(select(ErasedConversation.id_hash))) == {gone, elsewhere}
        assert session.scalars(select(Erasure.why)).all() == ["restore"]
        assert session.scalars(select(TrackerToErase.sender)).all() == [talks[0]]


def test_rasa_forgets_all_senders_that_are_no_conversation(sessions: sessionmaker[Session], talks: list[str]) -> None:
    strangers = [f"{number:032x}" for number in range(AT_ONCE + 1)]
    with sessions.begin() as session:
        assert forget_strangers(session, [*strangers, *talks]) == len(strangers)
    with sessions() as session:
        assert sorted(session.scalars(select(TrackerToErase.sender))) == strangers


def test_one_is_deleted_by_command_and_the_log_tells_who_and_why_but_not_which(
    sessions: sessionmaker[Session], talks: list[str]
) -> None:
    assert main(["erase", talks[0], "--reason", "đơn của công dân"]) == 0
    assert there(sessions) == {talks[1]}
    with sessions() as session:
        row = session.scalars(select(AuditEntry)).one()
        assert (row.action, row.object_id, row.reason) == ("erase_conversation", id_hash(talks[0]), "đơn của công dân")
        assert row.after is not None and row.after["by"].startswith("command:")
    assert main(["erase", talks[0], "--reason", "again"]) == 2


def test_the_command_waits_for_an_answer_that_is_being_written(
    sessions: sessionmaker[Session], talks: list[str]
) -> None:
    with sessions.begin() as session:
        session.execute(update(Conversation).values(lease="x", leased_until=now() + timedelta(minutes=1)))
    assert main(["erase", talks[0], "--reason", "x"]) == 2
    assert there(sessions) == set(talks)


def test_the_list_of_one_data_base_is_what_another_deletes_again(
    sessions: sessionmaker[Session],
    talks: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with sessions.begin() as session:
        session.add(ErasedConversation(id_hash=id_hash(talks[1]), at=now()))
    assert main(["erased"]) == 0
    given = capsys.readouterr().out
    assert given == f"{id_hash(talks[1])}\n"
    for command, told in (("erase-again", given), ("forget-strangers", "stranger\n")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(told))
        assert main([command]) == 0
    assert there(sessions) == {talks[0]}
    with sessions() as session:
        assert set(session.scalars(select(TrackerToErase.sender))) == {talks[1], "stranger"}
