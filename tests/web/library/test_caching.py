"""Names for caches, HEAD, the site map."""

from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.models import Publication
from procedures.publishing.files import read_catalog
from procedures.publishing.load import publish
from procedures.record import Record
from tests.web.conftest import RECORD

PATHS = ["/thu-tuc", "/thu-tuc/passport", "/thu-tuc?q=visa&lang=en"]


@pytest.mark.parametrize("path", PATHS)
def test_whoever_has_the_page_is_told_so(reader: TestClient, path: str) -> None:
    first = reader.get(path)
    again = reader.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_pages_in_two_languages_have_two_names(reader: TestClient) -> None:
    tags = {reader.get("/thu-tuc", headers={"Cookie": f"mc_lang={lang}"}).headers["etag"] for lang in ("vi", "en")}
    assert len(tags) == 2


@pytest.mark.parametrize("path", [*PATHS, "/thu-tuc/no-such-thing", "/sitemap.xml", "/robots.txt", "/thu-tuc/vneid"])
def test_head_answers_like_get(reader: TestClient, path: str) -> None:
    head, get = reader.head(path), reader.get(path)
    assert head.status_code == get.status_code
    assert head.headers.get("content-type") == get.headers.get("content-type")
    assert head.headers.get("etag") == get.headers.get("etag")


def test_a_publication_makes_the_page_anew(settings: WebSettings, sessions: sessionmaker[Session]) -> None:
    with TestClient(create_app(settings)) as reader:
        first = reader.get("/thu-tuc/criminal-record-1")
        with sessions.begin() as session:
            publish(session, Record.model_validate(RECORD | {"summary": {"vi": "Nội dung mới."}}), "test", "test")
            session.add(Publication(at=now(), what="test"))
        second = reader.get("/thu-tuc/criminal-record-1", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200 and "Nội dung mới." in second.text


def test_what_an_editor_writes_is_shown_as_text(settings: WebSettings, sessions: sessionmaker[Session]) -> None:
    evil = "</script><script>alert(1)</script>"
    fields = {"summary": {"vi": evil}, "agency": {"vi": evil}, "warnings": [{"text": {"vi": evil}}]}
    with sessions.begin() as session:
        publish(session, Record.model_validate(RECORD | fields), "test", "test")
        session.add(Publication(at=now(), what="test"))
    with TestClient(create_app(settings)) as reader:
        for path in ("/thu-tuc/criminal-record-1", "/thu-tuc"):
            assert "<script>alert" not in reader.get(path).text


def test_a_record_past_its_review_says_so(settings: WebSettings, sessions: sessionmaker[Session]) -> None:
    with TestClient(create_app(settings)) as reader:
        late = reader.get("/thu-tuc/criminal-record-1?on=2027-05-22").text
        in_time = reader.get("/thu-tuc/criminal-record-1?on=2027-05-21").text
    assert "quá hạn kiểm tra lại" in late and "quá hạn kiểm tra lại" not in in_time


def test_a_day_before_the_procedure_says_so(settings: WebSettings, sessions: sessionmaker[Session]) -> None:
    name = {"vi": "Phiếu", "en": "Certificate", "from": "2025-01-01"}
    with sessions.begin() as session:
        publish(session, Record.model_validate(RECORD | {"names": [name]}), "test", "test")
    with TestClient(create_app(settings)) as reader:
        response = reader.get("/thu-tuc/criminal-record-1?on=2024-12-31")
    assert response.status_code == 404 and "chưa có quy định được công bố cho ngày 31/12/2024" in response.text


def test_the_site_map_names_every_page_in_both_languages(reader: TestClient) -> None:
    tree = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    places = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    for slug in read_catalog().records:
        assert f"http://testserver/thu-tuc/{slug}" in places
        assert f"http://testserver/thu-tuc/{slug}?lang=en" in places


def test_robots_may_read_the_catalog_and_no_conversation(reader: TestClient) -> None:
    lines = reader.get("/robots.txt").text.splitlines()
    assert {"Allow: /thu-tuc", "Disallow: /api/", "Disallow: /chat"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
