"""From a draft to what citizens read: who may take which step, and that each is taken once or not at all."""

import asyncio
import json

import pytest
from sqlalchemy import func, select

from bot.web.accounts.models import AuditEntry
from bot.web.editing.models import DraftEvent
from procedures.models import Publication, Revision
from tests.web.accounts.conftest import Staff
from tests.web.editing.conftest import SLUG, Desk


async def _fee(desk: Desk, amount: str = "120000") -> int:
    draft = await desk.begin()
    assert await desk.write(draft, "fees", 0, amount=amount, text__vi=f"{amount}đ một lần") == 200, desk.editor.text
    return draft


async def test_a_changed_fee_is_live_after_another_person_approved(desk: Desk) -> None:
    draft = await _fee(desk)
    assert desk.live()[0] == 1
    await desk.to_live(draft)
    version, content = desk.live()
    assert (version, content["fees"][0]["amount"]) == (2, 120000)  # type: ignore[index]
    with desk.sessions() as session:
        kinds = session.scalars(select(DraftEvent.kind).order_by(DraftEvent.id)).all()
        assert kinds == ["begun", "submitted", "approved", "published"]
        logged = session.scalars(select(AuditEntry).where(AuditEntry.action == "publish")).one()
        assert (logged.before, logged.after, logged.reason) == ({"live": "1"}, {"live": "2"}, "theo thông tư mới")


async def test_running_bots_are_told_new_names_at_once(desk: Desk, staff: Staff) -> None:
    draft = await desk.begin()
    assert await desk.write(draft, "general", None, aliases__vi="lý lịch tư pháp\ngiấy trắng án") == 200
    await desk.to_live(draft)
    names = json.loads(staff.settings.names.read_text("utf-8"))["names"]
    assert {"giay trang an"} <= {name["text"] for name in names}


async def test_whoever_wrote_it_cannot_approve_it(desk: Desk, staff: Staff) -> None:
    both = await staff.signed_in("chi", "editor", "approver")
    draft = await _fee(desk)
    assert await desk.write(draft, "fees", 0, both, amount="130000") == 200
    await desk.step(desk.editor, draft, "submit")
    assert await desk.step(both, draft, "approve") == 403
    assert "người khác phải duyệt" in both.text
    assert desk.draft(draft).state == "in_review"
    assert await desk.step(desk.approver, draft, "approve") == 200


async def test_an_editor_cannot_approve_or_publish(desk: Desk) -> None:
    draft = await _fee(desk)
    await desk.step(desk.editor, draft, "submit")
    assert await desk.step(desk.editor, draft, "approve") == 403
    assert desk.draft(draft).state == "in_review"


@pytest.mark.parametrize("do", ["submit", "drop"])
async def test_a_step_without_a_reason_is_refused_in_a_sentence(desk: Desk, do: str) -> None:
    draft = await _fee(desk)
    assert await desk.step(desk.editor, draft, do, reason="  ") == 422
    assert "ghi lý do" in desk.editor.text and desk.draft(draft).state == "draft"


async def test_a_draft_with_mistakes_is_saved_and_not_handed_in(desk: Desk) -> None:
    draft = await desk.begin()
    assert await desk.write(draft, "fees", 0, from_="2026-07-01", to="2026-01-01") == 200
    assert "Ngày kết thúc đứng trước" in desk.editor.text
    assert await desk.step(desk.editor, draft, "submit") == 422
    assert desk.draft(draft).state == "draft"


async def test_changes_asked_go_back_to_the_writer_and_approval_is_needed_again(desk: Desk) -> None:
    draft = await _fee(desk)
    await desk.step(desk.editor, draft, "submit")
    await desk.step(desk.approver, draft, "approve")
    assert await desk.step(desk.approver, draft, "ask", "sai số tiền") == 200
    assert await desk.write(draft, "fees", 0, amount="110000") == 200
    assert await desk.step(desk.approver, draft, "publish") == 409
    await desk.to_live(draft)
    assert desk.live()[1]["fees"][0]["amount"] == 110000  # type: ignore[index]


async def test_what_is_in_review_cannot_be_changed(desk: Desk) -> None:
    draft = await _fee(desk)
    await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/fees?hang=0")
    await desk.step(desk.editor, draft, "submit")
    assert await desk.editor.send(f"/bien-tap/nhap/{draft}/phan/fees", do="add") == 409
    assert desk.draft(draft).content["fees"][0]["amount"] == 120000


async def test_a_stale_form_does_nothing_and_says_so(desk: Desk) -> None:
    draft = await _fee(desk)
    stale = desk.draft(draft).revision
    await desk.write(draft, "fees", 0, amount="125000")
    assert await desk.step(desk.editor, draft, "submit", revision=stale) == 409
    assert "vừa thay đổi" in desk.editor.text and desk.draft(draft).state == "draft"


async def test_a_double_click_publishes_once(desk: Desk) -> None:
    draft = await _fee(desk)
    await desk.step(desk.editor, draft, "submit")
    await desk.step(desk.approver, draft, "approve")
    await desk.approver.get(f"/bien-tap/nhap/{draft}")
    data = {"csrf": desk.approver.hidden["csrf"], "do": "publish", "revision": str(desk.draft(draft).revision)}

    async def click() -> int:
        url = f"{desk.approver.url}/bien-tap/nhap/{draft}/duyet"
        async with desk.approver.http.post(url, data=data, headers={"Origin": desk.approver.url}) as response:
            await response.read()
            return response.status

    assert await asyncio.gather(*(click() for _ in range(6))) == [200] * 6
    with desk.sessions() as session:
        assert session.scalar(select(func.count(Revision.id)).where(Revision.slug == SLUG)) == 2
        assert session.scalar(select(func.count(DraftEvent.id)).where(DraftEvent.kind == "published")) == 1
        assert session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.action == "publish")) == 1


async def test_of_two_drafts_of_one_record_the_second_is_refused_until_it_was_compared(desk: Desk) -> None:
    first = await _fee(desk, "111000")
    await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}")
    await desk.editor.send(f"/bien-tap/thu-tuc/{SLUG}/khoi-phuc", version="1", reason="thử")
    second = int(desk.editor.at.rsplit("/", 1)[1])
    assert second != first
    await desk.write(second, "fees", 0, amount="222000")
    for draft in (first, second):
        await desk.step(desk.editor, draft, "submit")
        await desk.step(desk.approver, draft, "approve")
    revisions = {draft: desk.draft(draft).revision for draft in (first, second)}
    await desk.approver.get(f"/bien-tap/nhap/{first}")
    csrf = desk.approver.hidden["csrf"]

    async def publish(draft: int) -> int:
        data = {"csrf": csrf, "do": "publish", "revision": str(revisions[draft])}
        url = f"{desk.approver.url}/bien-tap/nhap/{draft}/duyet"
        async with desk.approver.http.post(url, data=data, headers={"Origin": desk.approver.url}) as response:
            return response.status

    statuses = dict(zip(revisions, await asyncio.gather(*map(publish, revisions)), strict=True))
    assert sorted(statuses.values()) == [200, 409]
    loser = next(draft for draft, status in statuses.items() if status == 409)
    assert desk.draft(loser).state == "approved" and desk.live()[0] == 2
    with desk.sessions() as session:
        assert session.scalar(select(func.count(Publication.id))) == 1
    await desk.step(desk.editor, loser, "withdraw")
    assert await desk.step(desk.editor, loser, "rebase", "đã so sánh") == 200
    await desk.to_live(loser)
    assert desk.live()[0] == 3


async def test_a_retired_record_is_gone_for_citizens_and_comes_back_as_it_was(desk: Desk) -> None:
    await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}")
    await desk.editor.send(f"/bien-tap/thu-tuc/{SLUG}/ngung", reason="thủ tục bị bãi bỏ")
    await desk.to_live(int(desk.editor.at.rsplit("/", 1)[1]))
    assert desk.live()[0] is None
    assert await desk.editor.get(f"/thu-tuc/{SLUG}") == 404
    await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}")
    await desk.editor.send(f"/bien-tap/thu-tuc/{SLUG}/khoi-phuc", version="1", reason="bãi bỏ nhầm")
    await desk.to_live(int(desk.editor.at.rsplit("/", 1)[1]))
    assert desk.live()[0] == 2 and await desk.editor.get(f"/thu-tuc/{SLUG}") == 200


async def test_a_new_procedure_begins_once_however_often_its_form_is_sent(desk: Desk) -> None:
    await desk.editor.get("/bien-tap/moi")
    form = {"name_vi": "Đăng ký nuôi ong", "name_en": "Beekeeping registration", "form_id": "f1"}
    paths = []
    for _ in range(2):
        assert await desk.editor.send("/bien-tap/moi", **form) == 200
        paths.append(desk.editor.at)
    assert paths[0] == paths[1]
    assert desk.draft(int(paths[0].rsplit("/", 1)[1])).slug == "beekeeping-registration"
