"""The review queue: what comes in, how it stands together, and what a click makes of it."""

import asyncio
import re

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import AuditEntry
from bot.web.citizen.erase import erase
from bot.web.citizen.models import ReviewItem
from bot.web.citizen.queue import put_in_queue
from bot.web.citizen.site_models import SiteSetting
from bot.web.editing.models import DraftWriter
from bot.web.learning import heldout
from bot.web.learning.clusters import clusters
from bot.web.learning.models import Example
from bot.web.learning.nearness import plain
from bot.web.models import Conversation
from procedures.calendar import now
from procedures.drafts import Draft
from procedures.text import fold
from tests.web.accounts.conftest import Staff
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa

HOME = "/bien-tap/hang-cho"
SLUG = "criminal-record-1"
WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"act": "example", "words": "giấy tờ gì", "topic": ""}, "chọn chủ đề"),
    ({"act": "example", "words": "giấy tờ gì", "topic": "weather"}, "chọn chủ đề"),
    ({"act": "example", "words": " ", "topic": "fee"}, "ghi câu"),
    ({"act": "example", "words": "x" * 301, "topic": "fee"}, "ghi câu"),
    ({"act": "example", "words": "gọi tôi 0912345678", "topic": "fee"}, "thông tin cá nhân"),
    ({"act": "example", "words": "số [đã che: số điện thoại] ạ", "topic": "fee"}, "chỗ đã che"),
    ({"act": "example", "words": "giấy tờ gì", "topic": "fee", "procedure": "no-such"}, "thủ tục đang công bố"),
    ({"act": "alias", "words": "giấy sạch", "procedure": ""}, "thủ tục đang công bố"),
    ({"act": "drop", "reason": " "}, "lý do bỏ"),
)
"""What an editor might send, and a part of the sentence that says why it is not taken."""
Sessions = sessionmaker[Session]


def entries(sessions: Sessions) -> list[ReviewItem]:
    with sessions() as session:
        return list(session.scalars(select(ReviewItem).order_by(ReviewItem.id)))


def examples(sessions: Sessions) -> list[Example]:
    with sessions() as session:
        return list(session.scalars(select(Example)))


@pytest.fixture
def waiting(sessions: Sessions) -> str:
    """Two like entries; gives them as a form names them."""
    with sessions.begin() as session:
        for number, words in enumerate(("giấy tờ làm lý lịch gồm gì vậy", "giay to lam ly lich gom gi vay")):
            put_in_queue(session, "not_understood", words, form_id=f"form-{number}", by="bot")
    return "1,2"


async def test_what_was_not_understood_comes_in_once_with_numbers_hidden(
    puzzled: FakeRasa, citizen: Client, sessions: Sessions
) -> None:
    number = "11111111-1111-4111-8111-111111111111"
    for _ in range(2):
        await citizen.post(number, text="cho toi xin cai ay nhe, so cua toi 0912345678")
    (entry,) = entries(sessions)
    assert (entry.kind, entry.state, entry.by) == ("not_understood", "open", "bot")
    assert "0912345678" not in entry.words and "cho toi xin" in entry.words


async def test_what_was_understood_stays_out(rasa: FakeRasa, citizen: Client, sessions: Sessions) -> None:
    await citizen.say("lệ phí lý lịch tư pháp")
    assert entries(sessions) == []


async def test_a_test_of_staff_and_a_setting_keep_it_out(
    puzzled: FakeRasa, citizen: Client, sessions: Sessions
) -> None:
    with sessions.begin() as session:
        session.execute(update(Conversation).values(is_test=True))
    await citizen.say("cái ấy thế nào")
    with sessions.begin() as session:
        session.execute(update(Conversation).values(is_test=False))
        setting = SiteSetting(key="collect_not_understood", value=False, revision=1, changed_by="x", changed_at=now())
        session.add(setting)
    await citizen.say("cái ấy thế nào nhỉ")
    assert entries(sessions) == []


async def test_an_erased_talk_leaves_no_words_in_the_queue(
    puzzled: FakeRasa, citizen: Client, sessions: Sessions
) -> None:
    await citizen.say("cái ấy thế nào")
    with sessions.begin() as session:
        erase(session, [citizen.id], "citizen")
    (entry,) = entries(sessions)
    assert (entry.words, entry.folded, entry.conversation_id) == ("", "", None)


def test_like_words_stand_together_whatever_their_order_the_most_frequent_first() -> None:
    said = ["le phi ho chieu", "lam lai bang lai xe", "ho chieu le phi", "le phi ho chieu a", "doi ten khai sinh"]
    assert clusters([("x", words) for words in said]) == [[0, 2, 3], [1], [4]]


def test_words_about_different_records_stay_apart() -> None:
    assert clusters([("a", "sai lệ phí"), ("b", "sai lệ phí")]) == [[0], [1]]


async def test_the_page_shows_like_entries_as_one_with_what_the_bot_did(
    puzzled: FakeRasa, citizen: Client, staff: Staff
) -> None:
    for words in ("giay to lam ly lich gom gi", "Giấy tờ làm lý lịch gồm gì", "chuyện khác hẳn nhé"):
        await citizen.say(words)
    editor = await staff.signed_in("lan", "editor")
    assert await editor.get(HOME) == 200
    assert len(re.findall(r'<article class="panel cluster"', editor.text)) == 2
    first = editor.text.index("2 lần")
    assert first < editor.text.index("1 lần") and "Tôi chưa hiểu." in editor.text
    assert await editor.get(f"{HOME}?loai=wrong_answer") == 200 and "Không có mục nào" in editor.text


async def test_one_click_makes_a_group_an_example_and_the_second_editor_hears_of_it(
    staff: Staff, waiting: str, sessions: Sessions
) -> None:
    one, two = await staff.signed_in("lan", "editor"), await staff.signed_in("hoa", "editor")
    for browser in (one, two):
        await browser.get(HOME)
    form = {"entries": waiting, "act": "example", "words": "giấy tờ làm lý lịch gồm gì vậy", "topic": "documents"}
    got = await asyncio.gather(*(each.send(HOME, **form, procedure=SLUG) for each in (one, two)))
    assert sorted(got) == [200, 409]
    (example,) = examples(sessions)
    assert (example.topic, example.procedure, example.state, example.lang) == ("documents", SLUG, "accepted", "vi")
    assert {(entry.state, entry.decision and entry.decision["act"]) for entry in entries(sessions)} == {
        ("done", "example")
    }
    with sessions() as session:
        assert len(list(session.scalars(select(AuditEntry).where(AuditEntry.action == "decide_review")))) == 1


async def test_a_choice_that_cannot_be_changes_nothing_and_keeps_what_was_typed(
    staff: Staff, waiting: str, sessions: Sessions
) -> None:
    editor = await staff.signed_in("lan", "editor")
    await editor.get(HOME)
    for fields, sentence in WRONG:
        assert await editor.send(HOME, entries=waiting, **fields) == 422, fields
        assert sentence in editor.text and fields.get("words", "").strip() in editor.text
    assert examples(sessions) == [] and {entry.state for entry in entries(sessions)} == {"open"}


async def test_words_near_a_held_out_message_are_no_example(
    staff: Staff, waiting: str, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = "tôi muốn hỏi làm giấy khai sinh cho cháu mất bao nhiêu tiền"
    monkeypatch.setattr(heldout, "_sketches", lambda: (heldout.sketch(plain(held)),))
    editor = await staff.signed_in("lan", "editor")
    await editor.get(HOME)
    form = {"entries": waiting, "act": "example", "topic": "fee"}
    assert await editor.send(HOME, **form, words=f"{fold(held)}?") == 422 and "kiểm tra trợ lý" in editor.text
    assert await editor.send(HOME, **form, words="khai sinh thì tốn mấy đồng vậy cô") == 200


async def test_the_same_words_are_one_example_and_of_one_topic(staff: Staff, sessions: Sessions) -> None:
    with sessions.begin() as session:
        for number in range(3):
            put_in_queue(session, "not_understood", f"câu thứ {number}", form_id=f"form-{number}", by="bot")
    editor = await staff.signed_in("lan", "editor")
    await editor.get(HOME)
    assert await editor.send(HOME, entries="1", act="example", words="tốn mấy đồng", topic="fee") == 200
    assert await editor.send(HOME, entries="2", act="example", words="Ton may dong?", topic="fee") == 200
    assert await editor.send(HOME, entries="3", act="example", words="tốn mấy đồng", topic="time") == 409
    assert len(examples(sessions)) == 1
    await editor.get("/bien-tap/vi-du")
    await editor.send("/bien-tap/vi-du/1")
    assert [each.state for each in examples(sessions)] == ["withdrawn"] and "đã rút" in editor.text
    assert await editor.send(HOME, entries="3", act="example", words="tốn mấy đồng", topic="time") == 200
    assert [(each.topic, each.state) for each in examples(sessions)] == [("time", "accepted")]


async def test_an_alias_goes_into_a_draft_that_somebody_else_must_approve(
    staff: Staff, waiting: str, sessions: Sessions
) -> None:
    editor = await staff.signed_in("lan", "editor")
    await editor.get(HOME)
    assert await editor.send(HOME, entries=waiting, act="alias", words="giấy sạch", procedure=SLUG) == 200
    assert "/bien-tap/nhap/1" in editor.text
    with sessions() as session:
        draft = session.scalars(select(Draft)).one()
        assert (draft.source, draft.slug, draft.state) == ("desk", SLUG, "draft")
        assert draft.content["aliases"]["vi"] == ["lý lịch tư pháp", "giấy sạch"]
        assert list(session.scalars(select(DraftWriter.account_id))) == [1]


async def test_what_is_dropped_says_why_and_is_found_again(staff: Staff, waiting: str) -> None:
    editor = await staff.signed_in("lan", "editor")
    await editor.get(HOME)
    assert await editor.send(HOME, entries=waiting, act="drop", reason="chỉ là thử") == 200
    assert "Đã xử lý 2 mục" in editor.text
    await editor.get(f"{HOME}?trang_thai=dropped")
    assert "chỉ là thử" in editor.text


async def test_the_new_record_page_begins_with_the_words(staff: Staff, waiting: str) -> None:
    editor = await staff.signed_in("lan", "editor")
    await editor.get("/bien-tap/moi?ten=xin+gi%E1%BA%A5y+s%E1%BA%A1ch")
    assert 'value="xin giấy sạch"' in editor.text
