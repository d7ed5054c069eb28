"""Phone mode as people with a browser get it: half a sentence, no bot, the end of a call."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.desk.models import Call
from tests.web.accounts.conftest import Staff
from tests.web.desk.help.pages import PHONE, SLUG, clerk
from tests.web.fake_rasa import FakeRasa

pytestmark = pytest.mark.usefixtures("asks_rasa", "about_fees")


async def test_phone_mode_answers_half_a_sentence_without_a_script(staff: Staff, rasa: FakeRasa) -> None:
    browser, _ = await clerk(staff)
    assert await browser.get(PHONE) == 200
    assert await browser.send(PHONE, words="phi lltp, cua toi 0912345678") == 200
    assert "100.000đ một lần" in browser.text and f"/thu-tuc/{SLUG}/cho-quay" in browser.text
    assert rasa.parsed == ["phi lltp, cua toi"] and "0912345678" not in browser.text


async def test_phone_mode_goes_on_without_rasa(staff: Staff, rasa: FakeRasa) -> None:
    browser, _ = await clerk(staff)
    rasa.healthy = False
    await browser.get(PHONE)
    assert await browser.send(PHONE, words="ly lich tu phap") == 200
    assert "100.000đ một lần" in browser.text and "chỉ tìm theo tên" in browser.text


async def test_an_answer_of_another_form_counts_for_none(staff: Staff, rasa: FakeRasa) -> None:
    browser, _ = await clerk(staff)
    strange: list[object] = [None, [], "x", {"intent_ranking": 3, "entities": []}]
    rasa.meaning = lambda text: strange[0]
    while strange:
        await browser.get(PHONE)
        assert await browser.send(PHONE, words="ly lich tu phap") == 200
        assert "100.000đ một lần" in browser.text and "chỉ tìm theo tên" in browser.text
        strange.pop(0)


async def test_a_call_is_written_down_once_with_its_note_masked(staff: Staff, sessions: sessionmaker[Session]) -> None:
    browser, me = await clerk(staff)
    form = str(uuid.uuid4())
    for _ in range(2):
        await browser.get(PHONE)
        fields = {"form_id": form, "slug": SLUG, "topic": "fee", "reason": "solved", "note": "cccd 001090012345"}
        assert await browser.send(f"{PHONE}/ket-thuc", **fields, started="9999999999999") == 200
    with sessions() as session:
        (call,) = session.scalars(select(Call)).all()
    assert (call.account_id, call.slug, call.topic, call.reason, call.is_test) == (me, SLUG, "fee", "solved", False)
    assert "001090012345" not in call.note and call.ended_at is not None and call.started_at <= call.ended_at


async def test_a_call_without_a_reason_of_the_list_keeps_the_form(
    staff: Staff, sessions: sessionmaker[Session]
) -> None:
    browser, _ = await clerk(staff)
    for reason, note in (("", "đang dở"), ("idle", "đang dở"), ("bribed", "đang dở"), ("other", "")):
        await browser.get(PHONE)
        fields = {"form_id": str(uuid.uuid4()), "slug": SLUG, "reason": reason, "note": note}
        assert await browser.send(f"{PHONE}/ket-thuc", **fields) == 422, reason
        assert note in browser.text and "100.000đ" in browser.text
    with sessions() as session:
        assert session.scalars(select(Call)).all() == []


async def test_a_forged_slug_of_a_call_is_left_out_and_a_test_is_marked(
    staff: Staff, sessions: sessionmaker[Session]
) -> None:
    browser, _ = await clerk(staff)
    await browser.get(PHONE)
    await browser.send(f"{PHONE}/ket-thuc", form_id=str(uuid.uuid4()), slug="nope", topic="<b>", reason="test")
    with sessions() as session:
        (call,) = session.scalars(select(Call)).all()
    assert (call.slug, call.topic, call.is_test) == (None, None, True)
