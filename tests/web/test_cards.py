"""Cards: every block type is drawn, and nothing of the plain text is lost or said twice."""

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from bot.web.app import STATIC
from bot.web.chat.cards import card_of
from bot.web.conversations import Entry
from bot.web.pages import Pages
from procedures.payload import BlockType
from tests.web.fake_rasa import reply

AT = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
ROW: dict[str, Any] = {
    "text": "Tờ khai", "copies": 2, "kind": None, "form": "CT01", "reused_from": "dữ liệu dân cư",
    "condition": "khi nộp trực tiếp",
    "code": "CT01", "number": 1, "channel": "vneid", "channel_name": "Trên VNeID", "amount": 100000, "unit": "lần",
    "from": "2026-07-01", "to": None, "basis": [], "value": 10, "stage": "result", "url": "https://vneid.gov.vn",
    "title": "Thông tư 16/2025/TT-BTC", "about": "mức thu", "valid": "6 tháng", "phone": "1800 1096", "hours": None,
    "status": 2, "status_name": "Đang xử lý", "agency_words": "Chờ duyệt", "meaning": "Hồ sơ đang được xem",
    "next_step": "Chờ kết quả",
    "agency": "Công an tỉnh", "received_on": "2026-11-01", "due_on": "2026-11-30",
    "updated_at": "2026-11-20T08:00:00+07:00",
}  # fmt: skip


def _draw(lang: str = "vi", **fields: Any) -> str:
    text = fields.pop("text", "Đây:\n• Tờ khai")
    entry = Entry(3, "bot", AT, reply(text, lang=lang, **fields)["custom"])
    return bytes(Pages(STATIC).render("items.html", lang, cards=[card_of(entry)]).body).decode()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", get_args(BlockType))
def test_every_block_type_is_drawn(kind: str, lang: str) -> None:
    html = _draw(lang, blocks=[{"type": kind, "title": "Tiêu đề", "rows": [ROW]}])
    assert f'class="block {kind}"' in html
    shown = {"status": "Đang xử lý", "contacts": "tel:18001096", "basis": "Thông tư 16/2025/TT-BTC", "fees": "100.000đ"}
    assert shown.get(kind, "Tờ khai") in html


@pytest.mark.parametrize("kind", get_args(BlockType))
def test_a_row_with_nothing_known_is_drawn_too(kind: str) -> None:
    _draw(blocks=[{"type": kind, "title": None, "rows": [dict.fromkeys(ROW), {}]}, {"type": kind, "rows": []}])


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"amount": 100000, "kind": "full"}, "100.000đ"),
        ({"amount": 5000, "kind": "extra"}, "+5.000đ"),
        ({"amount": 0, "kind": "exempt"}, "Miễn phí"),
        ({"amount": None, "kind": "unpublished"}, "Chưa công bố"),
        ({"amount": None, "kind": "varies"}, "Tùy nơi"),
    ],
)
def test_a_fee_without_an_amount_is_not_free(row: dict[str, Any], shown: str) -> None:
    html = _draw(blocks=[{"type": "fees", "rows": [ROW | row]}])
    assert shown in html and ("Miễn phí" in html) == (row["kind"] == "exempt")


def test_lines_that_no_block_shows_are_kept() -> None:
    text = (
        "Giấy tờ:\n• Tờ khai – 2 bản\nMang theo bản chính.\nCăn cứ: Luật Căn cước.\n"
        "Thông tin được kiểm tra ngày 21/11/2026."
    )
    entry = reply(
        text,
        blocks=[{"type": "documents", "rows": [ROW]}],
        sources=[{"title": "Luật Căn cước"}],
        checked_on="2026-11-21",
    )
    card = card_of(Entry(3, "bot", AT, entry["custom"]))
    assert (card.title, card.lines, card.after) == ("Giấy tờ", [], ["Mang theo bản chính."])


@pytest.mark.parametrize(("day", "shown"), [(22, "03:30"), (23, "22/11 03:30")])
def test_the_time_of_another_day_is_said_with_its_day(monkeypatch: pytest.MonkeyPatch, day: int, shown: str) -> None:
    monkeypatch.setattr("bot.web.chat.cards.today", lambda: date(2026, 11, day))
    assert card_of(Entry(3, "bot", AT, reply()["custom"])).time == shown


def test_a_sentence_is_not_lost_because_a_block_holds_a_word_of_it() -> None:
    text = "Xin lỗi, hệ thống lỗi. Anh/chị gọi tổng đài 1800 1096 để được giúp."
    assert text in _draw(text=text, blocks=[{"type": "contacts", "rows": [ROW]}])


def test_a_status_is_said_once() -> None:
    row = ROW | {"code": "H29.15-240702-0012", "updated_at": "2026-11-20T23:30:00+00:00"}
    text = (
        "Hồ sơ H29.15-240702-0012: Đang xử lý.\nHồ sơ đang được xem\nNgày hẹn trả: 30/11/2026\nCập nhật ngày 21/11/2026"
    )
    entry = reply(text + "\nĐây là dữ liệu mẫu.", blocks=[{"type": "status", "title": "Tình trạng", "rows": [row]}])
    card = card_of(Entry(3, "bot", AT, entry["custom"]))
    assert (card.lines, card.after) == ([], ["Đây là dữ liệu mẫu."])
    assert "21/11/2026" in _draw(blocks=[{"type": "status", "rows": [row]}])


def test_an_overdue_check_is_said_on_the_card() -> None:
    html = _draw(
        text="Đây:\nnay đã quá hạn kiểm tra lại.", checked_on="2026-11-21", blocks=[{"type": "text", "rows": [ROW]}]
    )
    assert "quá hạn" in html and "Kiểm tra ngày 21/11/2026" in html


def test_sample_data_is_marked() -> None:
    assert "Dữ liệu mẫu" in _draw(sample=True) and "Dữ liệu mẫu" not in _draw()


def test_buttons_name_their_item_and_sources_link_only_to_https() -> None:
    html = _draw(
        buttons=[{"id": "b1", "title": "Lệ phí?", "topic": "fee"}],
        sources=[{"title": "A", "url": "https://a.gov.vn"}, {"title": "B", "url": "http://b.gov.vn"}],
    )
    assert 'value="3.b1"' in html and 'href="https://a.gov.vn"' in html and "http://b" not in html


def test_an_answer_in_another_language_says_so() -> None:
    entry = Entry(3, "bot", AT, reply("Hello.", lang="en")["custom"])
    html = bytes(Pages(STATIC).render("items.html", "vi", cards=[card_of(entry)]).body).decode()
    assert 'lang="en"' in html
