"""The list: search, filters, families, codes, what is not there."""

import re

import pytest
from fastapi.testclient import TestClient

from bot.web.library.offices import offices
from procedures.publishing.files import read_catalog

RECORDS = read_catalog().records


def _slugs(html: str) -> list[str]:
    return re.findall(r'<h3><a href="/thu-tuc/([a-z0-9-]+)', html)


def test_all_procedures_are_listed_once_under_their_field(reader: TestClient) -> None:
    html = reader.get("/thu-tuc").text
    assert sorted(_slugs(html)) == sorted(RECORDS)
    headings = re.findall(r"<h2>(.+?) <span", html)
    assert len(headings) == len({record.field.vi for record in RECORDS.values()})


@pytest.mark.parametrize("asked", ["làm lại bằng lái", "lam lai bang lai"])
def test_a_search_ranks_and_says_why(reader: TestClient, asked: str) -> None:
    html = reader.get("/thu-tuc", params={"q": asked}).text
    assert _slugs(html)[0] == "driving-licence-reissue"
    assert "Khớp với:" in html


def test_a_search_by_code_finds_the_procedure(reader: TestClient) -> None:
    assert _slugs(reader.get("/thu-tuc?q=2.002621").text)[0] == "linked-birth"


def test_a_search_without_a_hit_says_what_to_do(reader: TestClient) -> None:
    response = reader.get("/thu-tuc?q=zzzzzz")
    assert response.status_code == 200 and _slugs(response.text) == []
    assert "Chưa tìm thấy thủ tục nào" in response.text and "1800 1096" in response.text


def test_a_filter_leaves_what_its_count_says(reader: TestClient) -> None:
    html = reader.get("/thu-tuc").text
    choices = re.findall(r'<option value="([a-z-]+)">[^<]+ \((\d+)\)', html)
    fields = {record.field.vi for record in RECORDS.values()}
    assert len(choices) == len(fields) + len(offices())
    for key, count in choices[:3]:
        assert len(_slugs(reader.get("/thu-tuc", params={"linh-vuc": key}).text)) == int(count)
    for key, count in choices[-len(offices()) :]:
        assert len(_slugs(reader.get("/thu-tuc", params={"noi": key}).text)) == int(count)


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999999", "²"])
def test_a_page_that_is_not_there_is_the_nearest_one(reader: TestClient, page: str) -> None:
    response = reader.get("/thu-tuc", params={"trang": page})
    assert response.status_code == 200 and len(_slugs(response.text)) == len(RECORDS)


def test_what_a_reader_writes_is_shown_as_text(reader: TestClient) -> None:
    html = reader.get("/thu-tuc", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in html and "&lt;script&gt;" in html


def test_a_family_without_a_record_lists_its_members(reader: TestClient) -> None:
    html = reader.get("/thu-tuc/driving-licence").text
    assert "<h1>Giấy phép lái xe</h1>" in html
    for slug in ("driving-licence-change", "driving-licence-reissue", "driving-licence-international"):
        assert f'href="/thu-tuc/{slug}"' in html


def test_a_family_of_one_leads_to_it(reader: TestClient) -> None:
    response = reader.get("/thu-tuc/social-insurance?lang=en")
    assert response.status_code == 302
    assert response.headers["location"] == "/thu-tuc/social-insurance-lump-sum?lang=en"


@pytest.mark.parametrize("path", ["no-such-thing", "Passport", "a" * 300, "%3Cb%3E", "ma/9.999999", "ma/x"])
def test_an_unknown_address_is_a_404_with_a_search(reader: TestClient, path: str) -> None:
    response = reader.get(f"/thu-tuc/{path}", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert "<b>" not in response.text and 'name="q"' in response.text


@pytest.mark.parametrize(("code", "slug"), [("3.000722", "linked-birth"), ("2.002621", "linked-birth"),
                                            ("3.000333", "criminal-record")])  # fmt: skip
def test_a_national_code_leads_to_its_procedure(reader: TestClient, code: str, slug: str) -> None:
    response = reader.get(f"/thu-tuc/ma/{code}")
    assert (response.status_code, response.headers["location"]) == (302, f"/thu-tuc/{slug}")
