"""The catalog goes out as files and comes in as drafts, which nobody publishes alone."""

import io
import zipfile
from collections.abc import Mapping

import aiohttp
import pytest
from sqlalchemy import select

from bot.web.editing.models import DraftEvent, DraftPresence, DraftWriter
from procedures.drafts import Draft, new_draft
from procedures.publishing.load import publish
from procedures.record import Record
from tests.web.accounts.conftest import Staff
from tests.web.conftest import RECORD
from tests.web.editing.conftest import SLUG, Desk

NAME = f"{SLUG}.yml"
VARIANT = {
    **RECORD, "slug": "variant", "inherits_from": SLUG, "codes": [],
    "names": [{"vi": "Phiếu số 1 cho trẻ em", "en": "For children"}],
}  # fmt: skip


async def _out(desk: Desk) -> bytes:
    async with desk.editor.http.get(f"{desk.editor.url}/bien-tap/tep/xuat") as response:
        assert response.status == 200
        return zipfile.ZipFile(io.BytesIO(await response.read())).read(NAME)


async def _changed(desk: Desk, amount: int = 140000) -> bytes:
    return (await _out(desk)).replace(b"100000", str(amount).encode())


def _drafts(desk: Desk) -> list[Draft]:
    with desk.sessions() as session:
        return list(session.scalars(select(Draft).order_by(Draft.id)))


async def test_the_catalog_goes_out_as_files_and_a_changed_one_comes_in_as_a_draft(desk: Desk) -> None:
    assert await desk.send_file(NAME, await _changed(desk)) == 200, desk.editor.text
    draft = _drafts(desk)[0]
    assert (draft.source, draft.base, draft.content["fees"][0]["amount"]) == ("catalog", "1", 140000)
    assert f"/bien-tap/nhap/{draft.id}" in desk.editor.text
    assert desk.live()[1]["fees"][0]["amount"] == 100000  # type: ignore[index]
    await desk.to_live(draft.id)
    assert desk.live()[1]["fees"][0]["amount"] == 140000  # type: ignore[index]


async def test_whoever_brought_a_file_in_cannot_approve_it_whoever_hands_it_in(desk: Desk, staff: Staff) -> None:
    both = await staff.signed_in("dung", "editor", "approver")
    assert await desk.send_file(NAME, await _changed(desk), both) == 200
    draft = _drafts(desk)[0].id
    assert await desk.step(desk.editor, draft, "submit") == 200
    assert await desk.step(both, draft, "approve") == 403
    assert desk.draft(draft).state == "in_review"


async def test_a_draft_that_nobody_wrote_needs_somebody_else_to_hand_it_in(desk: Desk, staff: Staff) -> None:
    both = await staff.signed_in("dung", "editor", "approver")
    with desk.sessions.begin() as session:
        session.add(new_draft("portal", "3.000333", "x", RECORD, author="operator", slug=SLUG, base="1"))
    assert await desk.step(both, 1, "submit") == 200
    assert await desk.step(both, 1, "approve") == 403
    with desk.sessions.begin() as session:  # as one that was handed in before writers were kept
        session.delete(session.get_one(DraftWriter, (1, _writer(desk))))
    assert await desk.step(both, 1, "approve") == 409
    await desk.step(desk.editor, 1, "withdraw")
    assert await desk.step(desk.editor, 1, "submit") == 200
    assert await desk.step(both, 1, "approve") == 200


def _writer(desk: Desk) -> int:
    with desk.sessions() as session:
        return session.scalars(select(DraftWriter.account_id)).one()


async def test_a_newer_file_puts_away_a_draft_that_was_only_looked_at(desk: Desk) -> None:
    assert await desk.send_file(NAME, await _changed(desk)) == 200
    await desk.approver.get("/bien-tap/nhap/1")
    assert await desk.send_file(NAME, await _changed(desk, 150000)) == 200, desk.editor.text
    assert [draft.state for draft in _drafts(desk)] == ["dropped", "draft"]
    with desk.sessions() as session:
        assert session.scalars(select(DraftPresence)).all()
        events = session.execute(select(DraftEvent.draft_id, DraftEvent.kind).order_by(DraftEvent.id)).all()
    assert sorted(map(tuple, events)) == [(1, "begun"), (1, "dropped"), (2, "begun")]
    assert await desk.editor.get("/bien-tap/nhap/1") == 200


async def test_only_drafts_really_made_are_named_and_a_dropped_one_may_come_again(desk: Desk) -> None:
    file = await _changed(desk)
    await desk.send_file(NAME, file)
    assert await desk.send_file(NAME, file) == 200
    assert "Đã tạo 0 bản nháp" in desk.editor.text and "1 phần đã có bản nháp" in desk.editor.text
    await desk.step(desk.editor, 1, "drop")
    assert await desk.send_file(NAME, file) == 200
    assert "Đã tạo 1 bản nháp" in desk.editor.text
    assert [draft.state for draft in _drafts(desk)] == ["dropped", "draft"]


def _spoilt() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, "slug: x\n" * 100)
    content = bytearray(made.getvalue())
    start = 30 + len(NAME)
    content[start : start + 8] = b"\xff" * 8
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content"), [("a.zip", b"no zip"), ("a.txt", b"x"), ("x.yml", b"slug: ["), ("spoilt.zip", _spoilt())]
)
async def test_a_file_that_cannot_be_read_changes_nothing(desk: Desk, name: str, content: bytes) -> None:
    assert await desk.send_file(name, content) == 422
    assert _drafts(desk) == []


async def test_nothing_of_a_file_is_read_before_it_is_known_who_sends_it(desk: Desk, staff: Staff) -> None:
    headers = {"Origin": desk.editor.url, "Content-Type": "multipart/form-data"}  # no boundary: reading it would fail
    async with aiohttp.ClientSession() as http, http.post(f"{staff.url}/bien-tap/tep", data=b"x", headers=headers) as r:
        assert r.status == 401


def _publish(desk: Desk, content: Mapping[str, object]) -> None:
    with desk.sessions.begin() as session:
        publish(session, Record.model_validate(content), "test", "test")


async def _retire(desk: Desk) -> int:
    await desk.editor.get(f"/bien-tap/thu-tuc/{SLUG}")
    await desk.editor.send(f"/bien-tap/thu-tuc/{SLUG}/ngung", reason="bãi bỏ")
    return int(desk.editor.at.rsplit("/", 1)[1])


async def test_a_record_with_variants_is_not_retired_and_they_are_named(desk: Desk) -> None:
    _publish(desk, VARIANT)
    draft = await _retire(desk)
    assert "vì còn dùng ở: Phiếu số 1 cho trẻ em" in desk.editor.text
    assert await desk.step(desk.editor, draft, "submit") == 422
    assert desk.draft(draft).state == "draft"


async def test_a_variant_that_came_after_the_approval_stops_the_retirement(desk: Desk) -> None:
    draft = await _retire(desk)
    await desk.step(desk.editor, draft, "submit")
    await desk.step(desk.approver, draft, "approve")
    _publish(desk, VARIANT)
    assert await desk.step(desk.approver, draft, "publish") == 422
    assert "Phiếu số 1 cho trẻ em" in desk.approver.text
    assert (desk.draft(draft).state, desk.live()[0]) == ("approved", 1)


async def test_a_catalog_that_does_not_fit_together_is_said_to_be_so(desk: Desk) -> None:
    _publish(desk, {**RECORD, "fees": [{"text": {"vi": "Miễn phí"}, "amount": 0, "kind": "exempt", "sources": ["S9"]}]})
    assert await desk.editor.get("/bien-tap/tep/xuat") == 409
    assert "không khớp nhau" in desk.editor.text
    assert await desk.send_file(NAME, b"slug: x") == 409
