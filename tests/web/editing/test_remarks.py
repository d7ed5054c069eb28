"""Remarks on single fields and rows: where the writer sees them, that they stay with their row, what history keeps."""

import re

import pytest
from sqlalchemy import event, select

from bot.web.accounts.audit import Who
from bot.web.editing.models import DraftEvent, DraftRemark
from bot.web.editing.remarks import About, remark
from tests.web.accounts.browser import Browser
from tests.web.accounts.conftest import Staff
from tests.web.editing.conftest import Desk, fields_of
from tests.web.editing.test_looking import _link

WORDS = "Lấy số tiền này ở đâu?"
_SEEN = r'name="row" value="{row}"><input type="hidden" name="seen" value="([0-9a-f]+)"'


async def _remark(
    desk: Desk,
    draft: int,
    part: str = "fees",
    row: int | None = 0,
    field: str = "amount",
    browser: Browser | None = None,
) -> DraftRemark:
    """As the form below the row sends it; gives the newest remark."""
    browser = browser or desk.approver
    await browser.get(f"/bien-tap/nhap/{draft}/phan/{part}")
    typed = {"place": part, "field": field, "text": WORDS, "form_id": f"{part}{row}{field}"}
    if row is not None:
        found = re.search(_SEEN.format(row=row), browser.text)
        assert found, browser.text
        typed |= {"row": str(row), "seen": found[1]}
    assert await browser.send(f"/bien-tap/nhap/{draft}/gop-y", here="1", **typed) == 200, browser.text
    return _all(desk)[-1]


def _all(desk: Desk) -> list[DraftRemark]:
    with desk.sessions() as session:
        return list(session.scalars(select(DraftRemark).order_by(DraftRemark.id)))


def _rows(desk: Desk) -> list[tuple[str, int | None]]:
    return [(each.place, each.row) for each in _all(desk)]


def _beside(text: str, field: str) -> str:
    """What stands in the open form between that field and the next control's label."""
    form = re.search(r'<form class="edit".*?</form>', text, re.DOTALL)
    assert form
    return form[0].partition(f'name="{field}"')[2].partition("<label")[0]


async def test_a_remark_stands_beside_its_field_in_the_form_and_is_settled_there(desk: Desk) -> None:
    draft = await desk.begin()
    remark = await _remark(desk, draft)
    assert (remark.place, remark.row, remark.field, remark.quote) == ("fees", 0, "amount", "100.000đ")
    await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/fees?hang=0")
    assert WORDS in _beside(desk.editor.text, "amount") and WORDS not in _beside(desk.editor.text, "code")
    await desk.editor.send(f"/bien-tap/nhap/{draft}/gop-y", settle=str(remark.id), here="1")
    assert desk.editor.at == f"/bien-tap/nhap/{draft}/phan/fees"
    assert _all(desk)[0].done_by_id == 1 and "Đã xử lý: Người lan" in desk.editor.text


async def test_a_settled_remark_is_opened_again(desk: Desk) -> None:
    draft = await desk.begin()
    remark = await _remark(desk, draft)
    for name in ("settle", "reopen", "reopen"):
        await desk.editor.send(f"/bien-tap/nhap/{draft}/gop-y", **{name: str(remark.id)})
    assert _all(desk)[0].done_at is None and _all(desk)[0].done_by_id is None


async def test_remarks_stay_with_their_row(desk: Desk) -> None:
    draft = await desk.begin()
    here = f"/bien-tap/nhap/{draft}/phan/fees"
    await _remark(desk, draft, row=0)
    await _remark(desk, draft, row=1)

    async def press(do: str, row: int) -> None:
        await desk.editor.get(here)
        found = re.search(_SEEN.format(row=row), desk.editor.text)
        assert found
        assert await desk.editor.send(here, do=do, row=str(row), seen=found[1]) == 200

    await press("down", 0)
    assert _rows(desk) == [("fees", 1), ("fees", 0)]
    await desk.write(draft, "fees", 1, text__vi="Một câu khác hẳn")
    assert _rows(desk) == [("fees", 1), ("fees", 0)]
    await press("remove", 0)
    assert _rows(desk) == [("fees", 0), ("fees", None)]
    await desk.editor.get(f"/bien-tap/nhap/{draft}")
    assert "Lệ phí, dòng 1, Số tiền" in desk.editor.text and "Lệ phí, dòng đã xóa, Số tiền" in desk.editor.text


async def test_remarks_on_an_answer_follow_its_question(desk: Desk) -> None:
    draft = await desk.begin()
    for words in ("Anh/chị bao nhiêu tuổi?", "Làm cho ai?"):
        await desk.add(draft, "guide.questions", text__vi=words)
    await desk.add(draft, "guide.questions.1.options", title__vi="Cho con")
    await _remark(desk, draft, "guide.questions.1.options", field="title")
    here = f"/bien-tap/nhap/{draft}/phan/guide.questions"
    await desk.editor.get(here)
    found = re.search(_SEEN.format(row=1), desk.editor.text)
    assert found
    await desk.editor.send(here, do="up", row="1", seen=found[1])
    assert _rows(desk) == [("guide.questions.0.options", 0)]
    await desk.editor.get(here)
    found = re.search(_SEEN.format(row=0), desk.editor.text)
    assert found
    await desk.editor.send(here, do="remove", row="0", seen=found[1])
    assert _rows(desk) == [("guide.questions", None)]


async def test_a_remark_on_a_row_that_has_changed_is_refused_and_its_words_are_kept(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.approver.get(f"/bien-tap/nhap/{draft}/phan/fees")
    await desk.write(draft, "fees", 0, amount="120000")
    typed = {"place": "fees", "row": "0", "seen": "0" * 16, "text": WORDS, "form_id": "x"}
    assert await desk.approver.send(f"/bien-tap/nhap/{draft}/gop-y", **typed) == 409
    assert WORDS in desk.approver.text and _all(desk) == []


@pytest.mark.parametrize(
    "typed",
    [
        {"place": "nothing"}, {"place": "fees", "field": "colour"},
        {"place": "guide.questions.7.options", "row": "0"}, {"place": "guide.questions.7.options"},
    ],
)  # fmt: skip
async def test_a_remark_on_what_there_is_not_is_refused(desk: Desk, typed: dict[str, str]) -> None:
    draft = await desk.begin()
    await desk.editor.get(f"/bien-tap/nhap/{draft}")
    assert await desk.editor.send(f"/bien-tap/nhap/{draft}/gop-y", text="a", form_id="b", **typed) == 404
    assert _all(desk) == []


async def test_a_form_sent_again_says_it_once_and_with_other_words_says_both(desk: Desk, staff: Staff) -> None:
    draft = await desk.begin()
    link, expert = await _link(desk, draft), staff.browser()
    for browser, path in ((desk.approver, f"/bien-tap/nhap/{draft}/gop-y"), (expert, link)):
        await browser.get(path.removesuffix("/gop-y"))
        for words in ("Sai số tiền", "Sai số tiền", "Sai cả ngày"):  # the third after the browser's way back
            assert await browser.send(path, text=words, form_id="one") == 200
    assert [each.text for each in _all(desk)] == ["Sai số tiền", "Sai cả ngày"] * 2
    assert expert.text.count("Sai cả ngày") == 1 and expert.text.count("Sai số tiền") == 1


async def test_two_clicks_at_the_same_moment_leave_one_remark(desk: Desk) -> None:
    draft = await desk.begin()
    engine, clicks = desk.sessions.kw["bind"], iter((1,))

    def write() -> None:
        with desk.sessions.begin() as session:
            remark(session, Who(2), "Bình", draft, About("fees"), WORDS, "one")

    def before_insert(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO draft_remarks") and next(clicks, None):
            write()  # the other click, after the first has looked whether there is such a remark

    event.listen(engine, "before_cursor_execute", before_insert)
    write()
    event.remove(engine, "before_cursor_execute", before_insert)
    assert len(_all(desk)) == 1 and next(clicks, None) is None


async def test_asking_for_changes_lists_open_remarks_and_handing_in_again_keeps_the_history(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.write(draft, "fees", 0, amount="120000")
    await desk.step(desk.editor, draft, "submit")
    remark = await _remark(desk, draft)
    await desk.approver.get(f"/bien-tap/nhap/{draft}")
    ask = desk.approver.text.partition('value="ask"')[0]
    assert WORDS in ask.rpartition('value="approve"')[2] and 'value="Xem 1 góp ý chưa xử lý."' in desk.approver.text
    await desk.step(desk.approver, draft, "ask", "Xem 1 góp ý chưa xử lý.")
    await desk.editor.get(f"/bien-tap/nhap/{draft}")
    assert f'<a href="/bien-tap/nhap/{draft}/phan/fees?hang=0#open">Lệ phí, dòng 1, Số tiền' in desk.editor.text
    assert "Còn 1 góp ý chưa đánh dấu" in desk.editor.text
    await desk.editor.send(f"/bien-tap/nhap/{draft}/gop-y", settle=str(remark.id))
    await desk.step(desk.editor, draft, "submit")
    with desk.sessions() as session:
        kinds = [each.kind for each in session.scalars(select(DraftEvent).order_by(DraftEvent.id))]
    assert kinds == ["begun", "submitted", "changes_asked", "submitted"]
    history = desk.editor.text.partition('id="h-history"')[2]
    asked = history.partition("Yêu cầu sửa")[2].partition("</li><li>")[0]
    assert WORDS in asked and "đã xử lý" in asked
    assert "góp ý chưa đánh dấu" not in desk.editor.text


async def test_whoever_reads_in_review_finds_a_form_below_each_row_and_remarks_beside_it(desk: Desk) -> None:
    draft = await desk.begin()
    await desk.step(desk.editor, draft, "submit")
    await _remark(desk, draft, row=1, field="")
    assert desk.approver.at == f"/bien-tap/nhap/{draft}/phan/fees"
    row = desk.approver.text.partition('id="hang-1"')[2]
    assert WORDS in row and WORDS not in desk.approver.text.partition('id="hang-1"')[0]
    await _remark(desk, draft, "general", None, "agency")
    assert "Thông tin chung, Cơ quan giải quyết" in desk.approver.text


async def test_an_expert_outside_remarks_on_one_row_and_sees_what_they_sent(desk: Desk, staff: Staff) -> None:
    draft = await desk.begin()
    link, expert = await _link(desk, draft), staff.browser()
    await expert.get(link)
    found = re.search(_SEEN.format(row=1), expert.text.partition('value="fees"')[2])
    assert found, expert.text
    assert 'value="amount"' in expert.text and 'value="inherits_from"' not in expert.text
    typed = {"place": "fees", "row": "1", "seen": found[1], "field": "amount", "text": WORDS, "form_id": "e"}
    assert await expert.send(link, **typed) == 200
    assert (_all(desk)[0].row, _all(desk)[0].field, _all(desk)[0].by_id) == (1, "amount", None)
    assert "Góp ý anh/chị đã gửi" in expert.text and WORDS in expert.text
    await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/fees?hang=1")
    assert WORDS in _beside(desk.editor.text, "amount") and fields_of(desk.editor.text)["amount"] == "200000"
    await desk.write(draft, "fees", 1, amount="210000")
    assert await expert.send(link, **typed | {"form_id": "f"}) == 409 and WORDS in expert.text
