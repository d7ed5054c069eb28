"""The help as people with a browser get it: who may, what is sent, what is said when something is not in order."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.desk.models import Read, StaffNote
from bot.web.models import Conversation, Item
from procedures.publishing.load import load
from tests.catalog import CATALOG
from tests.web.accounts.conftest import Staff
from tests.web.desk.help.conftest import TOKEN, Talks
from tests.web.desk.help.pages import CANNED, FETCH, PHONE, SLUG, card, clerk, sent
from tests.web.fake_rasa import FakeRasa

pytestmark = pytest.mark.usefixtures("asks_rasa", "about_fees")


async def test_the_newest_message_gets_drafts_with_their_source_and_how_sure_they_are(
    staff: Staff, held: Talks, rasa: FakeRasa
) -> None:
    browser, me = await clerk(staff)
    talk = held.by(me, "số tôi [đã che: số điện thoại], phí lltp?")
    assert await browser.get(f"/lam-viec/c/{talk}/tro-giup") == 200
    assert "100.000đ một lần" in browser.text and "90%" in browser.text and 'data-key="1"' in browser.text
    assert rasa.parsed == ["số tôi , phí lltp?"]


async def test_a_part_for_the_script_is_no_whole_page(staff: Staff, held: Talks) -> None:
    browser, me = await clerk(staff)
    assert await browser.get(f"/lam-viec/c/{held.by(me)}/tro-giup", **FETCH) == 200
    assert browser.text.lstrip().startswith("<div data-parts data-held>") and "<html" not in browser.text


async def test_a_card_is_sent_once_however_often_its_form_comes(
    staff: Staff, held: Talks, sessions: sessionmaker[Session]
) -> None:
    browser, me = await clerk(staff)
    talk, form = held.by(me), card()
    for _ in range(3):
        await browser.get(f"/lam-viec/c/{talk}/tro-giup")
        await browser.send(f"/lam-viec/c/{talk}/the", **form)
        assert browser.at == f"/lam-viec/c/{talk}"
    (item,) = sent(sessions, talk)
    assert (item.payload["kind"], item.payload["topic"]) == ("answer", "fee") and item.payload["blocks"]


async def test_who_does_not_hold_it_cannot_send_and_nothing_is_lost(
    staff: Staff, held: Talks, sessions: sessionmaker[Session]
) -> None:
    browser, _ = await clerk(staff)
    other = staff.account("lan", "staff")
    for talk in (held.by(other), held.by(None)):
        assert await browser.get(f"/lam-viec/c/{talk}/tro-giup") == 200
        assert 'data-key="1"' not in browser.text
        for path in ("the", "huong-dan"):
            assert await browser.send(f"/lam-viec/c/{talk}/{path}", **card()) in (404, 409)
        assert sent(sessions, talk) == []


FORGED: tuple[tuple[dict[str, str], int], ...] = (
    ({"slug": "nope"}, 404), ({"topic": "status"}, 404), ({"topic": "<b>"}, 404), ({"version": "77"}, 409),
    ({"client_id": "x"}, 422), ({"slug": "a" * 500}, 422),
)  # fmt: skip


async def test_a_forged_card_is_refused(staff: Staff, held: Talks, sessions: sessionmaker[Session]) -> None:
    browser, me = await clerk(staff)
    talk = held.by(me)
    for fields, status in FORGED:
        await browser.get(f"/lam-viec/c/{talk}/tro-giup")
        assert await browser.send(f"/lam-viec/c/{talk}/the", **card(**fields)) == status, fields
    assert sent(sessions, talk) == []


async def test_a_conversation_that_is_none_is_not_found(staff: Staff) -> None:
    browser, _ = await clerk(staff)
    for talk in ("0" * 32, "x", "%00", "..%2f"):
        assert await browser.get(f"/lam-viec/c/{talk}/tro-giup") == 404, talk


async def test_what_is_over_and_was_not_theirs_stays_closed_to_staff(
    staff: Staff, held: Talks, sessions: sessionmaker[Session]
) -> None:
    browser, _ = await clerk(staff)
    talk = held.by(staff.account("lan", "staff"))
    with sessions.begin() as session:
        found = session.get_one(Conversation, talk)
        found.closed_at, found.stage, found.holder_id = found.last_at, "bot", None
    assert await browser.get(f"/lam-viec/c/{talk}/tro-giup") == 404
    await browser.get(PHONE)
    assert await browser.send(f"/lam-viec/c/{talk}/ghi-chu", form_id=str(uuid.uuid4()), note="x") == 404
    lead, _ = await clerk(staff, "sep", "team_lead")
    assert await lead.get(f"/lam-viec/c/{talk}/tro-giup") == 200


async def test_each_who_looks_is_in_the_log_of_reads_once_an_hour(
    staff: Staff, held: Talks, sessions: sessionmaker[Session]
) -> None:
    browser, me = await clerk(staff)
    talk = held.by(me)
    for _ in range(3):
        await browser.get(f"/lam-viec/c/{talk}/tro-giup")
    with sessions() as session:
        rows = session.execute(select(Read.account_id, Read.conversation_id, Read.what)).all()
    assert [tuple(row) for row in rows] == [(me, talk, "transcript")]


async def test_without_rasa_the_page_says_so_and_searches_names(staff: Staff, held: Talks, rasa: FakeRasa) -> None:
    browser, me = await clerk(staff)
    rasa.healthy = False
    assert await browser.get(f"/lam-viec/c/{held.by(me, 'ly lich tu phap')}/tro-giup") == 200
    assert "chỉ tìm theo tên thủ tục" in browser.text and "Phiếu lý lịch tư pháp số 1" in browser.text


async def test_the_picker_finds_a_procedure_and_shows_a_card_of_any_topic(staff: Staff, held: Talks) -> None:
    browser, me = await clerk(staff)
    here = f"/lam-viec/c/{held.by(me, 'alo alo')}/tro-giup"
    await browser.get(f"{here}?q=ly+lich")
    assert f"{here}?thu-tuc={SLUG}" in browser.text
    await browser.get(f"{here}?thu-tuc={SLUG}&muc=overview")
    assert "Giấy ghi án tích" in browser.text
    assert await browser.get(f"{here}?thu-tuc=nope&muc=overview&q=%3Cscript%3E") == 200
    assert "<script>" not in browser.text.replace('<script type="module"', "")


async def test_a_note_is_masked_kept_once_and_never_in_the_transcript(
    staff: Staff, held: Talks, sessions: sessionmaker[Session]
) -> None:
    browser, me = await clerk(staff)
    talk, form = held.by(me), str(uuid.uuid4())
    for _ in range(2):
        await browser.get(f"/lam-viec/c/{talk}/tro-giup")
        await browser.send(f"/lam-viec/c/{talk}/ghi-chu", form_id=form, note="gọi lại 0912345678 nhé")
    await browser.get(f"/lam-viec/c/{talk}/tro-giup")
    with sessions() as session:
        (note,) = session.scalars(select(StaffNote)).all()
        assert "0912345678" not in note.text and "đã che" in note.text and note.by_id == me
        texts = [item.payload["text"] for item in session.scalars(select(Item))]
    assert "đã che" in browser.text and not any("gọi lại" in text for text in texts)


async def test_a_note_that_is_too_long_or_empty_keeps_what_was_typed(staff: Staff, held: Talks) -> None:
    browser, me = await clerk(staff)
    talk = held.by(me)
    await browser.get(f"/lam-viec/c/{talk}/tro-giup")
    typed = "dài " * 200
    assert await browser.send(f"/lam-viec/c/{talk}/ghi-chu", form_id=str(uuid.uuid4()), note=typed) == 413
    assert typed.strip() in browser.text
    assert await browser.send(f"/lam-viec/c/{talk}/ghi-chu", form_id=str(uuid.uuid4()), note=" ") == 422
    assert "viết ghi chú" in browser.text


async def test_a_bot_that_is_slow_keeps_nobody_waiting(staff: Staff, held: Talks, rasa: FakeRasa) -> None:
    browser, me = await clerk(staff)
    rasa.delay = 3
    assert await browser.get(f"/lam-viec/c/{held.by(me, 'ly lich tu phap')}/tro-giup") == 200
    assert "chỉ tìm theo tên thủ tục" in browser.text


async def test_an_invitation_to_a_guide_goes_out_once_and_gives_the_talk_back(
    staff: Staff, held: Talks, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        load(session, CATALOG)
    browser, me = await clerk(staff)
    talk, slug = held.by(me), "permanent-residence"
    form = {"client_id": str(uuid.uuid4()), "slug": slug, "give_back": "true"}
    for _ in range(2):
        await browser.get(f"/lam-viec/c/{talk}/tro-giup")
        await browser.send(f"/lam-viec/c/{talk}/huong-dan", **form)
        assert browser.at == f"/lam-viec/c/{talk}"
    cards = [item.payload for item in sent(sessions, talk) if item.payload["topic"] == "guide"]
    assert len(cards) == 1 and f"{staff.url}/thu-tuc/{slug}/huong-dan" in cards[0]["text"]
    assert (cards[0]["buttons"][0]["topic"], cards[0]["buttons"][0]["procedure"]) == ("guide", slug)
    with sessions() as session:
        assert session.get_one(Conversation, talk).stage == "bot"


async def test_editors_and_visitors_get_no_help(staff: Staff, held: Talks) -> None:
    talk = held.by(None)
    editor = await staff.signed_in("bien", "editor")
    visitor = staff.browser()
    for path in (PHONE, f"/lam-viec/c/{talk}/tro-giup", CANNED):
        assert await editor.get(path) == 403
        await visitor.get(path)
        assert visitor.at == "/dang-nhap"


def test_the_token_is_long_enough_for_rasa() -> None:
    assert len(TOKEN) >= 16
