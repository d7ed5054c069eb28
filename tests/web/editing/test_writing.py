"""Rows are written, moved and taken out; nobody overwrites what they did not see; nothing typed is lost."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.web.accounts.models import AuditEntry
from bot.web.accounts.signed_in import end_all
from tests.web.accounts.conftest import Staff
from tests.web.editing.conftest import SLUG, Desk, fields_of


def _fees(desk: Desk, draft: int) -> list[dict[str, Any]]:
    fees: list[dict[str, Any]] = desk.draft(draft).content.get("fees", [])
    return fees


async def _typed(desk: Desk, row: int) -> tuple[int, str, dict[str, str]]:
    """A draft whose fee an editor has open and typed anew, not sent yet: its number, its page, the form."""
    draft = await desk.begin()
    here = f"/bien-tap/nhap/{draft}/phan/fees"
    await desk.editor.get(f"{here}?hang={row}")
    return draft, here, fields_of(desk.editor.text) | {"amount": "1000"}


async def test_a_row_is_added_moved_and_taken_out_without_a_script(desk: Desk) -> None:
    draft = await desk.begin()
    here = f"/bien-tap/nhap/{draft}/phan/fees"
    assert await desk.add(draft, "fees", text__vi="Miễn phí", amount="0", kind="exempt") == 200
    assert [fee["amount"] for fee in _fees(desk, draft)] == [100000, 200000, 0]
    seen = fields_of(desk.editor.text)["seen"]
    await desk.editor.send(here, do="up", row="2", seen=seen)
    assert [fee["amount"] for fee in _fees(desk, draft)] == [100000, 0, 200000]
    await desk.editor.send(here, do="remove", row="1", seen=seen)
    assert [fee["amount"] for fee in _fees(desk, draft)] == [100000, 200000]


async def test_adding_twice_at_once_opens_one_empty_row(desk: Desk) -> None:
    draft = await desk.begin()
    for _ in range(2):
        await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/steps")
        await desk.editor.send(f"/bien-tap/nhap/{draft}/phan/steps", do="add")
    assert desk.draft(draft).content["steps"] == [{}]


async def test_a_page_sent_back_as_it_came_changes_nothing(desk: Desk) -> None:
    draft = await desk.begin()
    before = desk.draft(draft)
    for part in ("fees", "names", "codes"):
        assert await desk.write(draft, part, 0) == 200
    assert await desk.write(draft, "general", None) == 200
    after = desk.draft(draft)
    assert (after.content, after.revision) == (before.content, before.revision)


async def test_two_editors_write_different_rows_at_the_same_time(desk: Desk) -> None:
    draft, here, mine = await _typed(desk, row=0)
    assert await desk.write(draft, "fees", 1, desk.approver, amount="2000") == 200
    assert await desk.editor.send(here, do="save", **mine) == 200
    assert [fee["amount"] for fee in _fees(desk, draft)] == [1000, 2000]


async def test_of_two_who_write_one_row_the_second_sees_both_versions_and_decides(desk: Desk) -> None:
    draft, here, mine = await _typed(desk, row=0)
    assert await desk.write(draft, "fees", 0, desk.approver, amount="2000") == 200
    assert await desk.editor.send(here, do="save", **mine) == 409
    assert "2.000đ" in desk.editor.text and "1.000đ" in desk.editor.text
    assert _fees(desk, draft)[0]["amount"] == 2000
    assert await desk.editor.send(here, do="save", **fields_of(desk.editor.text)) == 200
    assert _fees(desk, draft)[0]["amount"] == 1000


async def test_a_row_that_somebody_took_out_meanwhile_can_be_added_again(desk: Desk) -> None:
    draft, here, mine = await _typed(desk, row=1)
    await desk.approver.get(here)
    await desk.approver.send(here, do="remove", row="1", seen=mine["seen"])
    assert await desk.editor.send(here, do="save", **mine) == 409
    assert await desk.editor.send(here, do="save", **fields_of(desk.editor.text)) == 200
    assert [fee["amount"] for fee in _fees(desk, draft)] == [100000, 1000]


async def test_a_row_is_found_again_where_another_editor_moved_it(desk: Desk) -> None:
    draft, here, mine = await _typed(desk, row=0)
    await desk.approver.get(here)
    await desk.approver.send(here, do="down", row="0", seen=mine["seen"])
    assert await desk.editor.send(here, do="save", **mine) == 200
    assert [fee["amount"] for fee in _fees(desk, draft)] == [200000, 1000]


async def test_two_editors_are_told_of_each_other(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.approver.get(f"/bien-tap/nhap/{draft}/phan/fees")
    await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/fees")
    assert "Người binh đang mở phần «Lệ phí»" in desk.editor.text


async def test_what_cannot_be_read_is_kept_as_typed_and_named_at_its_field(desk: Desk) -> None:
    draft = await desk.begin()
    assert await desk.write(draft, "fees", 0, amount="một trăm", from_="31/02/2026") == 200
    assert (_fees(desk, draft)[0]["amount"], _fees(desk, draft)[0]["from"]) == ("một trăm", "2026-02-31")
    assert "«một trăm» không phải số nguyên" in desk.editor.text
    assert await desk.write(draft, "fees", 0, amount="120.000", from_="1/9/2026") == 200
    assert (_fees(desk, draft)[0]["amount"], _fees(desk, draft)[0]["from"]) == (120000, "2026-09-01")


async def test_a_condition_is_picked_and_said_in_words(desk: Desk) -> None:
    draft = await desk.begin()
    words = "người từ 60 tuổi nộp trực tuyến"
    typed = await desk.write(draft, "fees", 0, when__age_from="60", when__channel="online", condition__vi=words)
    assert typed == 200
    assert _fees(desk, draft)[0]["when"] == {"channel": "online", "age_from": 60}
    await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/fees")
    assert "áp dụng khi: Trực tuyến; từ 60 tuổi" in desk.editor.text


async def test_every_change_stands_in_the_log_with_before_and_after(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="120000")
    with desk.sessions() as session:
        row = session.scalars(select(AuditEntry).where(AuditEntry.action == "edit_draft")).one()
    assert (row.before, row.after) == ({"fees": {"amount": 100000}}, {"fees": {"amount": 120000}})


async def test_a_script_that_saves_is_told_what_is_wrong_and_when_it_was_saved(desk: Desk) -> None:
    draft = await desk.begin()
    here = f"/bien-tap/nhap/{draft}/phan/fees"
    await desk.editor.get(f"{here}?hang=0")
    data = fields_of(desk.editor.text) | {"csrf": desk.editor.hidden["csrf"], "to": "2020-01-01", "do": "save"}
    headers = {"Accept": "application/json", "Origin": desk.editor.url}
    async with desk.editor.http.post(desk.editor.url + here, data=data, headers=headers) as response:
        body = await response.json()
    assert response.status == 200 and body["saved"].startswith("Đã lưu lúc ")
    assert "Ngày kết thúc" in body["wrong"][""]


async def test_a_lost_session_is_told_to_the_script_and_changes_nothing(desk: Desk, staff: Staff) -> None:
    draft = await desk.begin()
    here = f"/bien-tap/nhap/{draft}/phan/fees"
    await desk.editor.get(f"{here}?hang=0")
    data = fields_of(desk.editor.text) | {"csrf": desk.editor.hidden["csrf"], "amount": "1", "do": "save"}
    with staff.sessions.begin() as session:
        end_all(session, 1)
    headers = {"Accept": "application/json", "Origin": desk.editor.url}
    async with desk.editor.http.post(desk.editor.url + here, data=data, headers=headers) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (401, "not_signed_in")
    assert _fees(desk, draft)[0]["amount"] == 100000


@pytest.mark.parametrize("part", ["nothing", "guide.questions.9.options", "fees.0", "entries"])
async def test_parts_that_do_not_exist_are_said_to_be_so(desk: Desk, part: str) -> None:
    draft = await desk.begin()
    assert await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/{part}") == 404


async def test_a_guide_is_built_row_by_row_and_drawn(desk: Desk) -> None:
    draft = await desk.begin()
    assert (
        await desk.write(draft, "guide", None, title__vi="Hỏi", names__vi="hướng dẫn tôi", names__en="guide me") == 200
    )
    await desk.add(draft, "guide.questions", text__vi="Anh/chị bao nhiêu tuổi?", short__vi="tuổi", short__en="age")
    await desk.add(draft, "guide.outcomes", title__vi="Làm số 1", text__vi="Anh/chị làm số 1.", procedure=SLUG)
    outcome = desk.draft(draft).content["guide"]["outcomes"][0]["id"]
    for title in ("Dưới 18", "Từ 18"):
        await desk.add(draft, "guide.questions.0.options", title__vi=title, next=outcome)
    guide = desk.draft(draft).content["guide"]
    assert [option["id"] for option in guide["questions"][0]["options"]] == ["duoi_18", "tu_18"]
    await desk.editor.get(f"/bien-tap/nhap/{draft}")
    assert "Không còn lỗi nào" in desk.editor.text
    await desk.editor.get(f"/bien-tap/nhap/{draft}/cay")
    assert "Anh/chị bao nhiêu tuổi?" in desk.editor.text and "Dưới 18" in desk.editor.text


async def test_a_register_is_edited_like_a_record(desk: Desk) -> None:
    await desk.editor.get("/bien-tap")
    await desk.editor.send("/bien-tap/danh-muc/laws")
    draft = int(desk.editor.at.split("/")[3])
    await desk.add(draft, "entries", title="Thông tư 99/2026/TT-BTC", about__vi="Lệ phí mới", from_="2026-12-01")
    await desk.to_live(draft)
    second = await desk.begin()
    assert await desk.write(second, "fees", 0, basis="Thông tư 99/2026/TT-BTC", from_="2026-12-01") == 200
    await desk.editor.get(f"/bien-tap/nhap/{second}")
    assert "Không còn lỗi nào" in desk.editor.text
    await desk.write(second, "fees", 0, basis="Thông tư không có")
    assert "không có trong danh mục văn bản" in desk.editor.text
