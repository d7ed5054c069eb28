"""Who answers: taking, giving back, passing on, losing, ending; each change once, said and logged."""

from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.audit import SYSTEM, Who
from bot.web.accounts.models import AuditEntry, Team
from bot.web.conversations import Closed, Entry, append_items, items_since
from bot.web.conversations.start import Talk as Started
from bot.web.conversations.turns import Asked, Begun, begin_turn, finish_turn
from bot.web.desk import hands, marks
from bot.web.desk.errors import (
    BadReason,
    DeskError,
    Ended,
    NoColleague,
    NoRoom,
    NoSuchTalk,
    NotHeld,
    NotServed,
    TakenAlready,
)
from bot.web.desk.hands.take import room_of
from bot.web.desk.models import Handover, TeamRule
from bot.web.desk.send import send, written
from bot.web.models import Conversation, Item, Turn
from procedures.calendar import now
from procedures.payload import Payload
from procedures.words import say
from tests.web.desk.conftest import new_id

Make = Callable[..., Who]
Talk = Callable[..., str]
Read = Callable[[str], Conversation]
Log = Callable[[str], list[Handover]]
Sessions = sessionmaker[Session]


def last_text(sessions: Sessions, conversation: str) -> str:
    with sessions() as session:
        text: str = items_since(session, conversation)[-1].payload["text"]
        return text


@pytest.mark.parametrize("stage", ["bot", "waiting"])
def test_whoever_takes_holds_it_and_the_citizen_is_told(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log, stage: str
) -> None:
    lan, number = colleague("lan"), talk(stage=stage)
    with sessions.begin() as session:
        hands.take(session, lan, number)
    found = read(number)
    assert (found.stage, found.holder_id, found.waiting_since) == ("held", lan.account_id, None)
    assert [(row.kind, row.by_id, row.to_id) for row in hand_overs(number)] == [
        ("taken", lan.account_id, lan.account_id)
    ]
    assert last_text(sessions, number) == say("desk.said.taken")


def test_taking_what_one_holds_changes_nothing(
    sessions: Sessions, colleague: Make, talk: Talk, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk()
    for _ in range(2):
        with sessions.begin() as session:
            hands.take(session, lan, number)
    assert len(hand_overs(number)) == 1


def test_what_a_colleague_holds_what_is_over_and_what_never_was_cannot_be_taken(
    sessions: Sessions, colleague: Make, talk: Talk
) -> None:
    lan, minh = colleague("lan"), colleague("minh")
    held, over = talk(), talk(closed_at=now())
    with sessions.begin() as session:
        hands.take(session, lan, held)
    for number, error in ((held, TakenAlready), (over, Ended), ("0" * 32, NoSuchTalk)):
        with sessions.begin() as session, pytest.raises(error):
            hands.take(session, minh, number)


def test_nobody_holds_more_than_the_rule_allows(sessions: Sessions, colleague: Make, talk: Talk) -> None:
    lan = colleague("lan")
    with sessions.begin() as session:
        session.add(
            TeamRule(team_id=0, most_each=2, assign=False, warn_minutes=9, close_minutes=9, hours={}, revision=1)
        )
    for _ in range(2):
        with sessions.begin() as session:
            hands.take(session, lan, talk())
    with sessions.begin() as session, pytest.raises(NoRoom):
        hands.take(session, lan, talk())
    with sessions.begin() as session:
        assert lan.account_id and room_of(session, lan.account_id) == 0
        assert not hands.assign(session, talk(stage="waiting"), lan.account_id)


def test_the_queue_gives_only_what_waits(sessions: Sessions, colleague: Make, talk: Talk, read: Read) -> None:
    lan, waiting, with_bot = colleague("lan"), talk(stage="waiting"), talk()
    with sessions.begin() as session:
        assert lan.account_id and hands.assign(session, waiting, lan.account_id)
        assert not hands.assign(session, waiting, lan.account_id)
        assert not hands.assign(session, with_bot, lan.account_id)
    assert read(waiting).holder_id == lan.account_id


def test_given_back_the_bot_answers_again_in_the_same_language_and_procedure(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk(lang="en", slug="passport-new")
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.give_back(session, lan, number)
    found = read(number)
    assert (found.stage, found.holder_id, found.lang, found.slug) == ("bot", None, "en", "passport-new")
    assert [row.kind for row in hand_overs(number)] == ["taken", "given_back"]
    assert last_text(sessions, number) == say("desk.said.given_back", "en")


@pytest.mark.parametrize(
    "act",
    [
        lambda session, who, number: hands.give_back(session, who, number),
        lambda session, who, number: hands.pass_on(session, who, number, None, 1),
        lambda session, who, number: hands.close(session, who, number, "solved"),
        lambda session, who, number: send(session, who, number, new_id(), written("xin chào", "vi")),
    ],
)
def test_nobody_else_does_anything_with_it(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, act: Callable[[Session, Who, str], object]
) -> None:
    lan, minh, number = colleague("lan"), colleague("minh"), talk()
    with sessions.begin() as session:
        session.add(Team(name="Hộ tịch"))
        hands.take(session, lan, number)
    before = last_text(sessions, number)
    with sessions.begin() as session, pytest.raises(NotHeld):
        act(session, minh, number)
    assert (read(number).holder_id, last_text(sessions, number)) == (lan.account_id, before)


def test_a_lead_acts_for_a_colleague_and_the_audit_says_so(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, lead, number = colleague("lan"), colleague("hoa", "team_lead"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.give_back(session, lead, number, lead=True)
    with sessions() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "give_back_for")).one()
    assert (entry.account_id, entry.object_id, entry.before) == (lead.account_id, number, {"holder": lan.account_id})
    assert read(number).stage == "bot"


def test_passed_to_a_colleague_it_is_theirs_at_once_with_a_note_that_hides_numbers(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, minh, number = colleague("lan"), colleague("minh"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.pass_on(session, lan, number, minh.account_id, None, "gọi lại số 0912345678 giúp chị")
    passed = hand_overs(number)[-1]
    assert (passed.kind, passed.by_id, passed.to_id) == ("passed", lan.account_id, minh.account_id)
    assert "0912345678" not in passed.note and "gọi lại" in passed.note
    assert read(number).holder_id == minh.account_id
    with sessions() as session:
        assert "0912345678" not in str(session.scalars(select(Item.payload)).all())


def test_passed_to_a_team_it_waits_there_since_it_was_asked_for(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, number, long_ago = colleague("lan"), talk(), now() - timedelta(hours=1)
    with sessions.begin() as session:
        session.add(Team(id=7, name="Hộ tịch"))
        session.add(Handover(conversation_id=number, at=long_ago, kind="asked", note=""))
        session.flush()
        hands.take(session, lan, number)
        hands.pass_on(session, lan, number, None, 7, "")
    found = read(number)
    assert (found.stage, found.holder_id, found.team_id) == ("waiting", None, 7)
    assert found.waiting_since and found.waiting_since.replace(tzinfo=UTC) == long_ago


def test_it_goes_to_nobody_who_cannot_answer(sessions: Sessions, colleague: Make, talk: Talk, read: Read) -> None:
    lan, editor, number = colleague("lan"), colleague("biên".replace("ê", "e"), "editor"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    for account, team in ((editor.account_id, None), (999, None), (None, 999), (None, None), (lan.account_id, None)):
        with sessions.begin() as session, pytest.raises(NoColleague):
            hands.pass_on(session, lan, number, account, team)
    assert read(number).holder_id == lan.account_id


def test_a_lost_holder_leaves_it_waiting_before_whoever_came_later(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk(stage="waiting")
    with sessions.begin() as session:
        hands.take(session, lan, number)
    later = talk(stage="waiting")
    with sessions.begin() as session:
        assert not hands.lose(session, number, 999)
        assert hands.lose(session, number, lan.account_id)
        assert not hands.lose(session, number)
    first, second = read(number).waiting_since, read(later).waiting_since
    assert first and second and first < second
    assert [row.kind for row in hand_overs(number)] == ["taken", "lost"]
    assert last_text(sessions, number) == say("desk.said.lost")


def test_a_lost_holder_who_took_it_unasked_waits_since_then_and_not_since_an_old_wish(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, number = colleague("lan"), talk()
    old = now() - timedelta(hours=5)
    with sessions.begin() as session:
        session.add(Handover(conversation_id=number, at=old, kind="asked", note=""))
        session.flush()
        session.add(Handover(conversation_id=number, at=old, kind="left", note=""))
    with sessions.begin() as session:
        hands.take(session, lan, number)
    held_since = read(number).held_since
    with sessions.begin() as session:
        assert hands.lose(session, number)
    assert read(number).waiting_since == held_since


def test_ended_for_a_reason_the_citizen_is_asked_how_it_was(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, hand_overs: Log
) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session:
        hands.close(session, lan, number, "solved", "đã xong")
    found, row = read(number), hand_overs(number)[-1]
    assert (found.stage, found.closed_why, found.holder_id) == ("closed", "staff", None)
    assert (row.kind, row.reason, row.note) == ("closed", "solved", "đã xong")
    with sessions() as session:
        assert items_since(session, number)[-1].payload["topic"] == "goodbye"
    with sessions.begin() as session, pytest.raises(Ended):
        hands.close(session, lan, number, "solved")


@pytest.mark.parametrize(("reason", "note"), [("", ""), ("nonsense", ""), ("other", " "), ("idle", "")])
def test_no_end_without_a_reason_of_the_list(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read, reason: str, note: str
) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with sessions.begin() as session, pytest.raises(BadReason):
        hands.close(session, lan, number, reason, note)
    assert read(number).stage == "held"


def test_the_system_ends_a_silent_one_and_nobody_elses_with_the_bot(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    number, with_bot = talk(stage="waiting"), talk()
    with sessions.begin() as session:
        hands.close(session, SYSTEM, number, "idle")
    with sessions.begin() as session, pytest.raises(NotHeld):
        hands.close(session, SYSTEM, with_bot, "idle")
    assert (read(number).stage, read(with_bot).stage) == ("closed", "bot")


def test_a_test_chat_is_marked_when_it_ends_as_one(sessions: Sessions, colleague: Make, talk: Talk, read: Read) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
        hands.close(session, lan, number, "test")
    assert read(number).is_test


def test_a_citizen_who_stops_waiting_goes_on_with_the_bot(sessions: Sessions, talk: Talk, read: Read) -> None:
    number = talk(stage="waiting")
    with sessions.begin() as session:
        assert hands.stop_waiting(session, number)
        assert not hands.stop_waiting(session, number)
    assert (read(number).stage, read(number).waiting_since) == ("bot", None)


def test_an_answer_that_the_bot_is_making_still_comes_when_the_citizen_stops_waiting(
    sessions: Sessions, talk: Talk
) -> None:
    number, name = talk(stage="waiting"), new_id()
    here = Started(number, "a token", "vi")
    begun = begun_turn(sessions, here, name)
    assert isinstance(begun, Begun)
    with sessions.begin() as session:
        assert hands.stop_waiting(session, number)
    with sessions.begin() as session:
        finish_turn(session, here, begun, [Payload(kind="answer", outcome="answered", text="Lệ phí 100.000đ.")])
    assert last_text(sessions, number) == "Lệ phí 100.000đ."


def test_no_message_begins_after_the_end_and_one_that_was_answered_is_still_found(
    sessions: Sessions, colleague: Make, talk: Talk
) -> None:
    lan, number, name = colleague("lan"), talk(), new_id()
    here = Started(number, "a token", "vi")
    with sessions.begin() as session:
        hands.take(session, lan, number)
    answered = begun_turn(sessions, here, name)
    with sessions.begin() as session:
        hands.close(session, lan, number, "solved")
    assert begun_turn(sessions, here, name) == answered
    with pytest.raises(Closed):
        begun_turn(sessions, here, new_id())
    with sessions() as session:
        assert len(session.scalars(select(Turn)).all()) == 1


def begun_turn(sessions: Sessions, here: Started, name: str) -> Begun | list[Entry] | None:
    """A message «cũ» of that id begins, or gives what came of it."""
    with sessions.begin() as session:
        return begin_turn(
            session, here, name, "a digest", lambda _session, _lang: Asked("cũ", {"text": "cũ", "button": None}),
            lambda _lang: Payload(kind="notice", outcome="error", text="ngắt"),
        )  # fmt: skip


@pytest.mark.parametrize("way", ["pass_on", "close"])
def test_a_number_at_the_end_of_a_long_note_is_hidden_whole(
    sessions: Sessions, colleague: Make, talk: Talk, hand_overs: Log, way: str
) -> None:
    lan, number, note = colleague("lan"), talk(), "a " * 246 + "0912345678"
    with sessions.begin() as session:
        to = Team(name="Tổ")
        session.add(to)
        hands.take(session, lan, number)
        session.flush()
        if way == "close":
            hands.close(session, lan, number, "solved", note)
        else:
            hands.pass_on(session, lan, number, None, to.id, note)
    kept = hand_overs(number)[-1].note
    assert "0912" not in kept and "[đã" in kept and len(kept) <= 500


def test_only_who_has_to_do_with_a_talk_marks_it_as_a_test(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, minh, number = colleague("lan"), colleague("minh"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
        with pytest.raises(NotServed):
            marks.set_test(session, minh, number, True)
    assert not read(number).is_test
    with sessions.begin() as session:
        marks.set_test(session, lan, number, True)
        hands.give_back(session, lan, number)
    assert read(number).is_test
    with sessions.begin() as session:
        marks.set_test(session, lan, number, False)  # has served it
    assert not read(number).is_test
    with sessions.begin() as session:
        marks.set_test(session, minh, number, True, lead=True)
    assert read(number).is_test


def test_a_message_is_sent_once_however_often_its_page_sends_it(
    sessions: Sessions, colleague: Make, talk: Talk
) -> None:
    lan, number, name = colleague("lan"), talk(), new_id()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    numbers = []
    for _ in range(3):
        with sessions.begin() as session:
            numbers.append(send(session, lan, number, name, written("Chào anh/chị", "vi")))
    with sessions() as session:
        said = [entry.payload["text"] for entry in items_since(session, number) if entry.sender == "staff"]
    assert len(set(numbers)) == 1 and said == ["Chào anh/chị"]


@pytest.mark.parametrize("words", ["Số CCCD 001090012345 đúng không ạ?", "mật khẩu là Abc@12345"])
def test_a_message_with_a_personal_number_is_not_sent(
    sessions: Sessions, colleague: Make, talk: Talk, words: str
) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
    with pytest.raises(DeskError), sessions.begin() as session:
        send(session, lan, number, new_id(), written(words, "vi"))
    with sessions() as session:
        assert "staff" not in [entry.sender for entry in items_since(session, number)]


def test_what_waits_for_an_answer_is_known_from_the_numbers(
    sessions: Sessions, colleague: Make, talk: Talk, read: Read
) -> None:
    lan, number = colleague("lan"), talk()
    with sessions.begin() as session:
        hands.take(session, lan, number)
        send(session, lan, number, new_id(), written("Chào anh/chị", "vi"))
    assert read(number).heard_seq < read(number).spoke_seq
    with sessions.begin() as session:
        append_items(session, number, [("citizen", {"text": "còn gì nữa?", "button": None})])
    assert read(number).heard_seq > read(number).spoke_seq
