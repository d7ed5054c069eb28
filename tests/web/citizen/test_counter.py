"""The sheet for the counter: what to bring, and a code that leads where it says."""

import re
from html import unescape

import pytest
import segno

from tests.web.citizen.conftest import Person

LONG = "x" * 40 + ":" + "y" * 40
PAGE = "/thu-tuc/criminal-record-1/cho-quay"


def address_of(page: str) -> str:
    found = re.search(r'<p class="address">([^<]+)</p>', page)
    assert found
    return unescape(found[1])


async def test_the_code_is_that_of_the_address_below_it(visitor: Person) -> None:
    status, page = await visitor.get(PAGE)
    address = address_of(page)
    assert status == 200 and address == f"{visitor.url}/thu-tuc/criminal-record-1"
    assert segno.make_qr(address, error="m").svg_inline(scale=4, border=4) in page


async def test_a_guides_answers_lead_to_its_outcome(visitor: Person) -> None:
    _, page = await visitor.get(f"{PAGE}?lang=en&a=who:me&a=where:home&a=<script>")
    assert address_of(page) == (f"{visitor.url}/thu-tuc/criminal-record-1/huong-dan?lang=en&a=who:me&a=where:home")
    assert "outcome of the guide" in page and "<script>" not in page


async def test_the_file_needs_nothing_else(visitor: Person) -> None:
    async with visitor.http.get(visitor.url + PAGE + "?luu=1") as response:
        page = await response.text()
        assert 'filename="criminal-record-1.html"' in response.headers["Content-Disposition"]
    assert "/static/" not in page and "<script" not in page and "<svg" in page


@pytest.mark.parametrize("path", ["/thu-tuc/no-such/cho-quay", f"{PAGE}?{'&'.join([f'a={LONG}'] * 20)}"])
async def test_what_is_unknown_or_too_long_for_a_code_is_not_found(visitor: Person, path: str) -> None:
    assert (await visitor.get(path))[0] == 404


async def test_the_page_of_a_procedure_leads_to_it(visitor: Person) -> None:
    assert f'href="{PAGE}"' in (await visitor.get("/thu-tuc/criminal-record-1"))[1]
