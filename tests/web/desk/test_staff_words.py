"""What staff write and mark: messages once, numbers hidden, tests out of the figures."""

import pytest

from bot.web.accounts.models import Team
from bot.web.conversations import append_items, items_since
from bot.web.desk import hands, marks
from bot.web.desk.errors import (
    DeskError,
    NotServed,
)
from bot.web.desk.send import send, written
from tests.web.desk.conftest import Log, Make, Read, Sessions, Talk, new_id


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
