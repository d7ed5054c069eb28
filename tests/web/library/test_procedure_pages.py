"""Every page of the shipped catalog."""

import json
import re
from datetime import date
from html import unescape

import pytest
from fastapi.testclient import TestClient

from procedures.publishing.files import read_catalog
from procedures.record import SECTIONS, Record
from tests.web.library.conftest import DAY

RECORDS = read_catalog().records
ON = date.fromisoformat(DAY)


def _read(reader: TestClient, path: str) -> str:
    response = reader.get(path)
    assert response.status_code == 200, path
    return response.text


def _plain(html: str) -> str:
    """The words of the page's body, without elements."""
    body = html.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _dong(amount: int, lang: str) -> str:
    return f"{amount:,}đ" if lang == "en" else f"{amount:,}đ".replace(",", ".")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("slug", sorted(RECORDS))
def test_a_page_holds_name_fees_and_legal_basis_of_the_day(reader: TestClient, slug: str, lang: str) -> None:
    record: Record = RECORDS[slug]
    html = _read(reader, f"/thu-tuc/{slug}?on={DAY}&lang={lang}")
    shown = _plain(html)
    name = next(n for n in record.names if (n.from_ or ON) <= ON <= (n.to or ON))
    assert f'<html lang="{lang}">' in html
    assert (name.en if lang == "en" else name.vi) in shown
    for fee in (fee for fee in record.fees or () if fee.in_force(ON) and fee.amount):
        assert _dong(fee.amount or 0, lang) in shown
    for row in (row for row in record.legal_basis or () if row.in_force(ON)):
        assert all(title in shown for title in row.basis)
    assert "None" not in shown


@pytest.mark.parametrize("slug", sorted(RECORDS))
def test_nothing_of_another_day_stands_in_the_record(reader: TestClient, slug: str) -> None:
    shown = _plain(_read(reader, f"/thu-tuc/{slug}?on={DAY}"))
    sheet = re.sub(r"Sắp thay đổi trong 60 ngày tới.*?Ai được làm", "", shown)
    for section in SECTIONS:
        rows = getattr(RECORDS[slug], section) or ()
        held = {row.text.vi for row in rows if row.in_force(ON)}
        gone = {row.text.vi for row in rows if not row.in_force(ON)} - held
        assert [text for text in gone if len(text) > 25 and text in sheet] == []


@pytest.mark.parametrize("slug", sorted(RECORDS))
def test_a_page_asks_nothing_of_another_host(reader: TestClient, slug: str) -> None:
    html = _read(reader, f"/thu-tuc/{slug}?on={DAY}")
    loaded = re.findall(r"<(?:img|script|iframe|source|form)[^>]+(?:src|action)=\"([^\"]*)\"", html)
    loaded += re.findall(r"<link rel=\"(?:icon|stylesheet)\" href=\"([^\"]*)\"", html)
    assert loaded and all(address.startswith("/") for address in loaded)
    assert "style=" not in html and " on" + "click" not in html


@pytest.mark.parametrize("slug", sorted(RECORDS))
def test_structured_data_is_json_about_this_procedure(reader: TestClient, slug: str) -> None:
    html = _read(reader, f"/thu-tuc/{slug}?on={DAY}")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    service = json.loads(found[1])
    assert service["@type"] == "GovernmentService"
    assert service["url"] == f"http://testserver/thu-tuc/{slug}"
    assert not set("<>&") & set(found[1])


@pytest.mark.parametrize(("day", "shown", "hidden"), [
    ("2026-08-01", "2.002621", "3.000722, "),
    ("2026-09-02", "3.000722", "2.002621, "),
])  # fmt: skip
def test_the_code_is_that_of_the_day(reader: TestClient, day: str, shown: str, hidden: str) -> None:
    facts = _read(reader, f"/thu-tuc/linked-birth?on={day}").partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert shown in facts and hidden not in f"{facts}, "


def test_another_day_is_said_and_leads_back_to_today(reader: TestClient) -> None:
    html = _read(reader, "/thu-tuc/criminal-record-1?on=2025-12-01")
    assert "Trang này nói về ngày 01/12/2025" in html
    assert 'href="/thu-tuc/criminal-record-1">Xem cho hôm nay' in html


@pytest.mark.parametrize("day", ["21/11/2026", "2026-02-30", "2026-11-21T00:00", "0001-01-01", "9999-12-31", "<b>"])
def test_a_day_that_is_none_gets_one_clear_sentence(reader: TestClient, day: str) -> None:
    response = reader.get("/thu-tuc/passport", params={"on": day})
    assert response.status_code == 400
    assert "<h1>Ngày chưa đúng" in response.text and "<b>" not in response.text


def test_rows_that_nobody_translated_are_marked_as_vietnamese(reader: TestClient) -> None:
    pages = [_read(reader, f"/thu-tuc/{slug}?lang=en&on={DAY}") for slug in sorted(RECORDS)]
    mixed = [page for page in pages if "have not been translated yet" in page]
    assert all('<span lang="vi">' in page for page in mixed)
    whole = _read(reader, f"/thu-tuc/criminal-record-1?lang=en&on={DAY}")
    assert "have not been translated yet" not in whole


def test_a_link_keeps_the_language_that_the_address_names(reader: TestClient) -> None:
    html = _read(reader, "/thu-tuc/criminal-record-1?lang=en")
    assert 'href="/thu-tuc/criminal-record-2?lang=en"' in html
    assert 'href="/thu-tuc/criminal-record-1?lang=vi"' in html


def test_the_language_of_the_chat_is_that_of_the_page(catalog_settings: object, reader: TestClient) -> None:
    response = reader.get("/thu-tuc/passport", headers={"Cookie": "mc_lang=en"})
    assert '<html lang="en">' in response.text and "cookie" in response.headers["vary"].lower()


@pytest.mark.parametrize("slug", sorted(RECORDS))
def test_a_guide_is_offered_where_there_is_one(reader: TestClient, slug: str) -> None:
    html = _read(reader, f"/thu-tuc/{slug}?on={DAY}")
    assert (f'href="/thu-tuc/{slug}/huong-dan"' in html) == (RECORDS[slug].guide is not None)


@pytest.mark.parametrize(("slug", "on", "times"), [
    ("passport", "2015-01-01", 1), ("passport", DAY, 0), ("criminal-record-1", "2025-12-01", 0),
])  # fmt: skip
def test_a_page_says_once_where_the_first_day_of_its_figures_is_unknown(
    reader: TestClient, slug: str, on: str, times: int
) -> None:
    assert _plain(_read(reader, f"/thu-tuc/{slug}?on={on}")).count("Chúng tôi không rõ") == times
    english = _plain(_read(reader, f"/thu-tuc/{slug}?on={on}&lang=en"))
    assert english.count("We do not know since when") == times
