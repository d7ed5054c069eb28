"""What is held is given, what is deleted is gone everywhere, and the notice says what the system does."""

import asyncio
import json
import uuid

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import people
from bot.web.citizen.erase import OWNED
from bot.web.citizen.held import COLUMNS
from bot.web.citizen.models import ReviewItem
from bot.web.citizen.site_models import Erasure, SiteSetting, TrackerToErase
from bot.web.desk.models import CallBack, Handover, PrivateValue, StaffMessage, StaffNote
from bot.web.models import Conversation, Item
from procedures import vault
from procedures.calendar import now
from procedures.db import Base
from procedures.followed import DossierFollowed
from tests.test_migrations import DECLARING
from tests.web.citizen.conftest import Person
from tests.web.fake_rasa import FakeRasa


def of(sessions: sessionmaker[Session], conversation: str) -> dict[str, int]:
    """Rows of the conversation, by table."""
    with sessions() as session:
        return {
            name: session.scalar(select(func.count()).select_from(column.class_).where(column == conversation)) or 0
            for name, column in OWNED
        }


async def everything(person: Person, sessions: sessionmaker[Session], public_key: str) -> None:
    """A conversation that has a row in each table."""
    await person.own("/chat/feedback", item="3", thumb="-1", reason="wrong", words="lời của tôi")
    await person.own("/chat/rating", stars="1", words="lời của tôi")
    await person.own("/chat/link")
    with sessions.begin() as session:
        vault.put(session, public_key, person.conversation, "birth_date", "1990-01-02")
        kept = {"conversation": person.conversation, "dossier": "a hash", "sealed": b"sealed"}
        session.add(DossierFollowed(shown_at=now(), expires_at=now(), **kept))
        clerk = people.make(session, "clerk", "Người trực", "", ["staff"])
        session.add_all(of_the_desk(person.conversation, clerk.id))


def of_the_desk(conversation: str, clerk: int) -> list[Base]:
    """What the hotline console keeps of a conversation."""
    by, at = {"conversation_id": conversation, "by_id": clerk}, {"at": now()}
    return [
        Handover(kind="taken", note="lời của tôi", **by, **at),
        StaffNote(form_id="a form", text="lời của tôi", **by, **at),
        StaffMessage(client_id="a form", item_seq=1, **by),
        PrivateValue(conversation_id=conversation, item_seq=1, kind="phone", sealed=b"sealed", expires_at=now()),
        CallBack(
            form_id="a form", conversation_id=conversation, phone_sealed=b"sealed", phone_end="123", lang="vi",
            words="lời của tôi", wished="any", state="open", tries=0, note="", **at,
        ),
    ]  # fmt: skip


async def test_deleting_leaves_no_row_and_no_memory_of_the_conversation(
    person: Person, stranger: Person, sessions: sessionmaker[Session], keys: tuple[str, str], rasa: FakeRasa
) -> None:
    await everything(person, sessions, keys[0])
    assert all(of(sessions, person.conversation).values())
    before = of(sessions, stranger.conversation)
    status, page = await person.own("/chat/delete", sure="yes")
    assert status == 200 and "cả trong bản nhớ của máy trả lời" in page
    assert not any(of(sessions, person.conversation).values())
    assert of(sessions, stranger.conversation) == before
    assert rasa.forgotten == [(person.conversation, "Bearer a token of the tests")]
    with sessions() as session:
        assert session.scalar(select(TrackerToErase.sender)) is None
        entry = session.scalars(select(ReviewItem)).one()  # that there was a mistake stays, the words do not
        assert (entry.words, entry.folded, entry.conversation_id, entry.slug) == ("", "", None, "criminal-record-1")
        proof = session.scalars(select(Erasure)).one()
        assert proof.why == "citizen" and proof.counts["items"] == 3 and proof.counts["vault"] == 1
        assert person.conversation not in json.dumps(proof.counts)


def test_every_table_that_names_a_conversation_is_erased_or_emptied() -> None:
    assert DECLARING  # all modules with tables are imported
    named = {
        table.name
        for table in Base.metadata.tables.values()
        if {"conversation", "conversation_id"} & set(table.columns.keys())
    }
    assert named - {name for name, _ in OWNED} == {"review_items", "reads"}  # who read it is told for longer


async def test_the_browser_is_told_to_forget_too(person: Person) -> None:
    async with person.http.post(
        person.url + "/chat/delete", data={"conversation": person.conversation, "sure": "yes"}
    ) as response:
        assert "storage" in response.headers["Clear-Site-Data"]
    assert "máy trả lời tự động" in (await person.get())[1] and person.conversation == ""


async def test_deleting_needs_the_tick(person: Person, sessions: sessionmaker[Session]) -> None:
    assert (await person.own("/chat/delete"))[0] == 422
    assert of(sessions, person.conversation)["items"] == 3


async def test_deleted_twice_is_refused_and_harmless(person: Person, sessions: sessionmaker[Session]) -> None:
    await person.own("/chat/delete", sure="yes")
    assert (await person.own("/chat/delete", sure="yes"))[0] == 403
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Erasure)) == 1


async def test_while_rasa_is_away_deleting_says_that_a_part_has_to_wait(
    person: Person, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    rasa.healthy = False
    status, page = await person.own("/chat/delete", sure="yes")
    assert status == 200 and "tự thử lại mỗi phút" in page
    assert not any(of(sessions, person.conversation).values())
    with sessions() as session:
        assert session.scalars(select(TrackerToErase.sender)).all() == [person.conversation]


async def test_deleting_waits_for_the_answer_that_is_being_written(
    person: Person, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    rasa.delay = 0.5
    asked = asyncio.create_task(person.own("/chat", client_id=str(uuid.uuid4()), text="còn gì nữa?"))
    while rasa.running == 0:
        await asyncio.sleep(0.01)
    status, _ = await person.own("/chat/delete", sure="yes")
    await asked
    assert status == 200 and len(rasa.received) == 2
    assert not any(of(sessions, person.conversation).values())


async def test_what_is_held_is_given_whole_and_without_keys(
    person: Person, sessions: sessionmaker[Session], keys: tuple[str, str]
) -> None:
    await everything(person, sessions, keys[0])
    status, text = await person.get("/chat/held.json")
    data = json.loads(text)
    assert status == 200 and data["conversation"]["id"] == person.conversation
    assert [item["seq"] for item in data["items"]] == [1, 2, 3] and len(data["turns"]) == 1
    assert data["feedback"][0]["words"] == data["rating"]["words"] == "lời của tôi"
    assert [each["kind"] for each in data["sealed"]] == ["birth_date", "phone"] and len(data["resume_links"]) == 1
    assert [set(note) for note in data["staff_notes"]] == [{"at"}, {"at"}]  # not what colleagues say to each other
    with sessions() as session:
        hidden = session.scalars(select(Conversation.token_hash)).one()
    assert hidden not in text and "1990" not in text
    assert all(table for name, table in data.items() if name != "rating")


def test_of_every_table_of_a_talk_it_is_given_what_is_held() -> None:
    told = {table.__tablename__ for table in COLUMNS} | {"items", "staff_messages"}  # whose words are the items
    assert {column.class_.__tablename__ for _, column in OWNED} <= told


async def test_what_is_held_can_be_read_as_one_page(person: Person) -> None:
    await person.ask("<b>đậm</b> số 001090012345")
    status, page = await person.get("/chat/held.html")
    assert status == 200 and "&lt;b&gt;đậm" in page and "<b>đậm" not in page and "001090012345" not in page
    assert "<script" not in page and "/static/" not in page


async def test_before_the_first_message_stands_what_is_kept_and_then_no_more(person: Person, visitor: Person) -> None:
    _, first = await visitor.get()
    assert "được lưu 90 ngày" in first and "Sau 30 phút" in first and 'href="/quyen-rieng-tu"' in first
    assert "được lưu 90 ngày" not in (await person.get())[1]


async def test_an_admins_setting_changes_what_the_notice_says(visitor: Person, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for key, value in {"keep_conversations_days": 30, "idle_minutes": "never", "unknown": 1}.items():
            session.add(SiteSetting(key=key, value=value, revision=1, changed_by="admin", changed_at=now()))
    _, page = await visitor.get()
    assert "được lưu 30 ngày" in page and "Sau 30 phút" in page  # what cannot be is as if it were not there


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_the_page_about_data_tells_the_terms_and_offers_the_ways(
    person: Person, visitor: Person, lang: str
) -> None:
    _, mine = await person.get(f"/quyen-rieng-tu?lang={lang}")
    for said in ("90", "730", "30", "15", "/chat/held.json", 'action="/chat/delete'):
        assert said in mine
    assert "/chat/delete" not in (await visitor.get(f"/quyen-rieng-tu?lang={lang}"))[1]


async def test_a_turn_whose_process_died_does_not_keep_a_conversation_from_being_deleted(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        session.execute(update(Conversation).values(lease="gone", leased_until=now()))
    assert (await person.own("/chat/delete", sure="yes"))[0] == 200
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 0
