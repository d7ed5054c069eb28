"""Guides as pages: plain forms, answers in the address, no script needed."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from procedures.guides.link import link
from procedures.publishing.files import read_catalog
from tests.procedures.guides.paths import one_each

GUIDES = {slug: record.guide for slug, record in read_catalog().records.items() if record.guide}


def _words(html: str) -> str:
    body = html.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("slug", GUIDES)
def test_every_guide_is_walked_by_its_form_to_every_outcome(reader: TestClient, slug: str, lang: str) -> None:
    for end, walk in one_each(GUIDES[slug]).items():
        given: list[str] = []
        for step in walk.path:
            html = reader.get(f"/thu-tuc/{slug}/huong-dan", params=[("lang", lang), *(("a", a) for a in given)]).text
            assert step.question.text.in_(lang) in unescape(html)
            hidden = re.findall(r'type="hidden" name="a" value="([^"]+)"', html)
            offered = re.findall(r'type="radio" name="a" value="([^"]+)"', html)
            assert hidden == given
            chosen = f"{step.question.id}:{step.option.id}"
            assert chosen in offered
            given = [*hidden, chosen]
        html = reader.get(f"/thu-tuc/{slug}/huong-dan", params=[("lang", lang), *(("a", a) for a in given)]).text
        assert walk.outcome and walk.outcome.title.in_(lang) in unescape(html), f"{slug}: {end}"
        assert 'name="a"' not in html, "nothing is left to answer"


def test_the_link_of_the_chat_opens_the_outcome(reader: TestClient) -> None:
    slug = "criminal-record"
    walk = one_each(GUIDES[slug])["number_1"]
    response = reader.get(link(slug, walk))
    assert response.status_code == 200
    assert "Phiếu lý lịch tư pháp số 1" in _words(response.text)
    assert response.headers["cache-control"] == "private, no-store"
    assert response.headers["x-robots-tag"] == "noindex"


def test_one_answer_is_changed_and_the_others_stay(reader: TestClient) -> None:
    walk = one_each(GUIDES["criminal-record"])["number_1"]
    html = reader.get(link("criminal-record", walk)).text
    change = unescape(re.findall(r'href="([^"]+)" aria-label="Đổi câu trả lời: tuổi"', html)[0])
    html = reader.get(change).text
    assert "Người xin phiếu bao nhiêu tuổi ạ?" in _words(html)
    kept = re.findall(r'type="hidden" name="a" value="([^"]+)"', html)
    html = reader.get("/thu-tuc/criminal-record/huong-dan", params=[("a", a) for a in [*kept, "age:from_16"]]).text
    assert "Phiếu lý lịch tư pháp số 1" in _words(html)


def test_a_variant_is_led_by_the_guide_of_its_family(reader: TestClient) -> None:
    assert "Câu 1/" in _words(reader.get("/thu-tuc/criminal-record-2/huong-dan").text)


@pytest.mark.parametrize("slug", ["airport-vneid", "no-such-thing", "%2e%2e", "x" * 300])
def test_without_a_guide_there_is_an_honest_page(reader: TestClient, slug: str) -> None:
    assert reader.get(f"/thu-tuc/{slug}/huong-dan").status_code == 404


@pytest.mark.parametrize("given", ["age", ":", "age:no", "'><script>alert(1)</script>:x", "\x00:\x00", "a:b:c"])
def test_answers_that_are_none_begin_anew(reader: TestClient, given: str) -> None:
    response = reader.get(f"/thu-tuc/criminal-record/huong-dan?{urlencode({'a': given})}")
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "Câu 1/" in _words(response.text)
