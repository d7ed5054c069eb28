"""Drafts are looked at before anybody else sees them: compared in words, previewed, checked from outside."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.web.editing.models import DraftRemark, FactCheck
from procedures.calendar import now, today
from procedures.drafts import Draft
from tests.web.accounts.conftest import Staff
from tests.web.editing.conftest import SLUG, Desk


async def test_a_draft_is_compared_with_what_is_live_in_words(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="120000")
    await desk.add(draft, "documents", text__vi="Tờ khai mẫu số 01", kind="original")
    await desk.editor.get(f"/bien-tap/nhap/{draft}/so-sanh")
    text = re.sub(r"<[^>]+>", " ", desk.editor.text)
    assert "100.000đ" in text and "120.000đ" in text and "Số tiền" in text
    assert "Tờ khai mẫu số 01" in text and "Bản chính" in text and "amount" not in text


async def test_any_two_versions_are_compared(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="120000")
    await desk.to_live(draft)
    assert await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}/so-sanh?a=1&b=2") == 200
    assert "120.000đ" in desk.editor.text
    assert await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}/so-sanh?a=1&b=9") == 404


async def test_a_preview_shows_the_draft_and_citizens_still_see_what_is_live(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="123000", text__vi="123.000đ một lần")
    assert await desk.editor.get(f"/bien-tap/nhap/{draft}/xem") == 200
    assert "123.000đ" in desk.editor.text and "Bản nháp, chưa đăng" in desk.editor.text
    assert await desk.editor.get(f"/bien-tap/nhap/{draft}/the?chu_de=fee") == 200
    assert "123.000đ" in desk.editor.text
    await desk.editor.get(f"/thu-tuc/{SLUG}")
    assert "123.000đ" not in desk.editor.text and "100.000đ" in desk.editor.text


async def test_a_preview_is_for_any_day_and_for_any_citizens_facts(desk: Desk) -> None:
    draft = await desk.begin()
    typed = {"when__age_from": "60", "condition__vi": "người từ 60 tuổi", "from_": "2026-07-01"}
    await desk.add(draft, "fees", text__vi="Miễn lệ phí", amount="0", kind="exempt", **typed)
    await desk.editor.get(f"/bien-tap/nhap/{draft}/the?chu_de=fee&on=2026-01-01")
    assert "200.000đ" in desk.editor.text and "Miễn lệ phí" not in desk.editor.text
    await desk.editor.get(f"/bien-tap/nhap/{draft}/the?chu_de=fee&age=70")
    assert "Vì anh/chị" in desk.editor.text or "70 tuổi" in desk.editor.text


async def test_a_draft_with_mistakes_has_no_preview_and_says_why(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="x")
    assert await desk.editor.get(f"/bien-tap/nhap/{draft}/xem") == 200
    assert "còn lỗi" in desk.editor.text


async def test_the_time_line_shows_law_that_is_still_to_come(desk: Desk) -> None:
    await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}/dong-thoi-gian")
    assert "100.000đ một lần" in desk.editor.text and "01/07/2026" in desk.editor.text


async def _link(desk: Desk, draft: int) -> str:
    await desk.editor.get(f"/bien-tap/nhap/{draft}")
    await desk.editor.send(f"/bien-tap/nhap/{draft}/lien-ket", for_whom="Ông Sáu, Công an tỉnh", days="7")
    found = re.search(r'value="[^"]*(/kiem-tra/[^"]+)"', desk.editor.text)
    assert found, desk.editor.text
    return found[1]


async def test_an_expert_outside_reads_one_draft_and_remarks_without_an_account(desk: Desk, staff: Staff) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="120000")
    link, expert = await _link(desk, draft), staff.browser()
    assert await expert.get(link) == 200 and "120.000đ" in expert.text
    for _ in range(2):
        assert await expert.send(link, place="fees", text="Phải là 150.000đ", form_id="abc") == 200
    with desk.sessions() as session:
        remark = session.scalars(select(DraftRemark)).one()
    assert (remark.by_id, remark.by_name, remark.place) == (None, "Ông Sáu, Công an tỉnh", "fees")
    await desk.editor.get(f"/bien-tap/nhap/{draft}")
    assert "Phải là 150.000đ" in desk.editor.text
    await desk.editor.send(f"/bien-tap/nhap/{draft}/gop-y", settle=str(remark.id))
    with desk.sessions() as session:
        assert session.get_one(DraftRemark, remark.id).done_at is not None


async def test_an_expert_is_told_that_a_record_is_to_go(desk: Desk, staff: Staff) -> None:
    await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}")
    await desk.editor.send(f"/bien-tap/thu-tuc/{SLUG}/ngung", reason="bãi bỏ")
    link, expert = await _link(desk, 1), staff.browser()
    await expert.get(link)
    assert "không còn hiện cho người dân" in expert.text


@pytest.mark.parametrize("how", ["ended", "too old", "done", "forged"])
async def test_a_link_dies(desk: Desk, staff: Staff, how: str) -> None:
    draft = await desk.begin()
    link = await _link(desk, draft)
    if how == "ended":
        await desk.editor.get(f"/bien-tap/nhap/{draft}")
        await desk.editor.send(f"/bien-tap/nhap/{draft}/lien-ket", end="1")
    with desk.sessions.begin() as session:
        if how == "too old":
            session.scalars(select(FactCheck)).one().expires_at = now() - timedelta(seconds=1)
        if how == "done":
            session.get_one(Draft, draft).state = "dropped"
    expert = staff.browser()
    assert await expert.get("/kiem-tra/x" if how == "forged" else link) == 410
    assert await expert.send(link if how != "forged" else "/kiem-tra/x", text="a", form_id="b") == 410
    with desk.sessions() as session:
        assert session.scalars(select(DraftRemark)).all() == []


async def test_records_to_be_looked_at_are_listed_with_their_owner(desk: Desk) -> None:
    soon = (today() + timedelta(days=20)).isoformat()
    await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}")
    await desk.editor.send(f"/bien-tap/thu-tuc/{SLUG}/phu-trach", account="1", review_on=soon)
    await desk.editor.get("/bien-tap/can-xem")
    assert "Phiếu lý lịch tư pháp số 1" in desk.editor.text and "Người lan" in desk.editor.text
    assert await desk.editor.get("/bien-tap/sap-doi") == 200
