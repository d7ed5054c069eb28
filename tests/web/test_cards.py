"""Cards: every block type is drawn, and nothing of the plain text is lost or said twice."""

from datetime import UTC, date, datetime
from typing import Any, get_args

import aiohttp
import pytest

from bot.web.app import STATIC
from bot.web.chat.cards import card_of
from bot.web.chat.timeline import timeline
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
    "updated_at": "2026-11-20T08:00:00+07:00", "id": "1a2b3c4d", "notes": ["2 bản"], "until": None, "expected": None,
    "mine": None,
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
    assert shown.get(kind, "Tờ khai") in (html.replace("100,000đ", "100.000đ") if lang == "en" else html)


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


def test_papers_and_steps_can_be_ticked_off_under_the_key_of_the_public_page() -> None:
    for kind in ("documents", "steps"):
        row = ROW | {"reused_from": None}
        html = _draw(blocks=[{"type": kind, "rows": [row]}], procedure="passport", version=3)
        assert 'data-ticks="passport" data-version="3"' in html and 'type="checkbox"' in html
        assert 'value="1a2b3c4d"' in html


def test_ticks_are_not_kept_where_nobody_knows_of_which_version() -> None:
    html = _draw(blocks=[{"type": "documents", "rows": [ROW | {"reused_from": None}]}])
    assert 'type="checkbox"' in html and "data-ticks" not in html


def test_what_the_office_looks_up_itself_is_not_to_be_ticked() -> None:
    html = _draw(blocks=[{"type": "documents", "rows": [ROW]}])
    assert 'type="checkbox"' not in html and "tra trong dữ liệu dân cư" in html


def test_ones_own_fee_stands_first_in_words_and_those_of_others_are_folded() -> None:
    rows = [
        ROW | {"text": "Mức thường", "kind": "full", "mine": False},
        ROW | {"text": "Mức khác", "kind": "full", "mine": None},
        ROW | {"text": "Mức giảm", "kind": "reduced", "mine": True},
    ]
    html = _draw(blocks=[{"type": "fees", "rows": rows}])
    own, maybe, folded, other = (
        html.index(part) for part in ("Trường hợp của anh/chị", "Mức khác", "Trường hợp khác (1)", "<td>Mức thường")
    )
    assert own < maybe < html.index("<details>") < folded < other < html.index("</details>")


def test_fees_that_are_all_for_others_are_all_shown() -> None:
    html = _draw(blocks=[{"type": "fees", "rows": [ROW | {"mine": False}, ROW | {"mine": False, "kind": "exempt"}]}])
    assert "<details>" not in html and html.count("100.000đ") == 2


@pytest.mark.parametrize(
    ("status", "states"),
    [
        (1, "now after after"), (2, "before now after"), (3, "stopped after after"), (5, "before waits after"),
        (8, "before stopped after"), (9, "before before now"), (10, "before before before"), (99, ""), (None, ""),
    ],
)  # fmt: skip
def test_the_line_of_a_dossier_follows_its_status(status: int | None, states: str) -> None:
    row = ROW | {"status": status}
    assert " ".join(stage.state for stage in timeline(row, date(2026, 11, 21))) == states
    html = _draw(blocks=[{"type": "status", "rows": [row]}])
    assert html.count("30/11/2026") == 1, "the day promised is said once, on the line or in the list"


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [(4, "2026-11-20", True), (4, "2026-11-21", False), (5, "2026-11-20", False), (10, "2026-11-20", False)],
)
def test_a_dossier_is_overdue_from_the_day_after_and_only_while_the_office_works_on_it(
    status: int, due: str, late: bool
) -> None:
    row = ROW | {"status": status, "due_on": due}
    assert any(stage.overdue for stage in timeline(row, date(2026, 11, 21))) == late
    assert not any(stage.overdue for stage in timeline(row, None))


@pytest.mark.parametrize(
    ("phone", "number"),
    [("1800 1096", "18001096"), ("1900.0368", "19000368"), ("(024) 3795-7125", "02437957125"), ("+84 24 1", "+84241")],
)
def test_a_number_can_be_called_as_it_is_written(phone: str, number: str) -> None:
    html = _draw(blocks=[{"type": "contacts", "rows": [ROW | {"phone": phone, "hours": "8h đến 17h"}]}])
    assert f'href="tel:{number}"' in html and f">{phone}</a>" in html and "Giờ làm việc: 8h đến 17h" in html


def test_a_choice_stands_with_what_tells_it_from_the_others_and_is_said_once() -> None:
    html = _draw(
        text="Thủ tục nào ạ?\n• Số 1: cho cơ quan.\n• Số 2: cho mình.",
        kind="choices",
        blocks=[{"type": "text", "rows": [{"text": "Số 1: cho cơ quan."}, {"text": "Số 2: cho mình."}]}],
        buttons=[{"id": "b1", "title": "Số 1", "topic": "fee"}, {"id": "b2", "title": "Số 2", "topic": "fee"}],
    )
    assert html.count("cho cơ quan.") == 1 and html.index(">Số 1</button>") < html.index("cho cơ quan.")


def test_the_way_back_out_of_a_guide_is_drawn_apart_from_its_answers() -> None:
    row: dict[str, Any] = {
        "guide": "x",
        "question": "q",
        "text": "Cho ai ạ?",
        "help": None,
        "number": 2,
        "of": 5,
        "options": [],
    }
    html = _draw(
        kind="guide",
        outcome="guided",
        blocks=[{"type": "guide_question", "rows": [row]}],
        buttons=[{"id": "b1", "title": "Cho con"}, {"id": "b2", "title": "Quay lại", "topic": "back"}],
    )
    assert "Câu 2/5" in html and 'value="1" max="5"' in html
    assert 'class="way">Quay lại' in html and html.count('class="way"') == 1


def test_limits_of_several_kinds_are_told_apart() -> None:
    rows = [ROW | {"text": "60 ngày", "stage": "deadline"}, ROW | {"text": "5 ngày", "expected": "Dự kiến 27/11/2026."}]
    html = _draw(blocks=[{"type": "times", "rows": rows}])
    assert html.index("Thời gian giải quyết") < html.index("5 ngày") < html.index("Hạn anh/chị phải làm")
    assert "Dự kiến 27/11/2026." in html


async def test_style_sheets_that_a_page_needs_are_sent_as_one(edge: str) -> None:
    version = Pages(STATIC).assets_version
    async with aiohttp.ClientSession(edge) as http:
        async with http.get(f"/static/{version}/citizen.css+cards.css") as both:
            text = await both.text()
            assert both.content_type == "text/css" and "immutable" in both.headers["cache-control"]
            assert (STATIC / "citizen.css").read_text("utf-8") in text
            assert (STATIC / "cards.css").read_text("utf-8") in text
        for name in ("cards.css+nothing.css", "cards.css+..%2F..%2Fpages.py", "cards.css+cards.js"):
            async with http.get(f"/static/{version}/{name}") as missing:
                assert missing.status == 404
