"""Every page and every answer, also of errors, bears the headers that keep others out of it."""

import re

import pytest

from bot.web.accounts.permissions import TABLE
from bot.web.headers import SECRET
from tests.web.conftest import Client

PATHS = sorted(
    re.sub(r"\{\w+\}", "1", row.partition(" ")[2])
    for row in TABLE
    if row.startswith("GET ") and not row.endswith("/stream")
)
FRAMED = "/embed"


def _directives(policy: str) -> dict[str, str]:
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in policy.split(";"))}


async def test_every_page_and_error_bears_them(citizen: Client) -> None:
    wrong = []
    for path in [*PATHS, "/nothing-here", "/api/nothing", "/static/nothing.js", "/static/chat.js"]:
        async with citizen.http.get(citizen.url + path, allow_redirects=False) as response:
            policy = _directives(response.headers.get("content-security-policy", ""))
            framed = path == FRAMED
            good = (
                policy.get("default-src") == "'self'"
                and policy.get("object-src") == "'none'"
                and policy.get("base-uri") == "'none'"
                and (framed or policy.get("frame-ancestors") == "'none'")
                and not any("unsafe" in sources or "*" in sources.split() for sources in policy.values())
                and response.headers.get("x-content-type-options") == "nosniff"
                and (framed or response.headers.get("x-frame-options") == "DENY")
                and response.headers.get("referrer-policy")
                == ("strict-origin" if path.startswith(SECRET) else "same-origin")
                and "cache-control" in response.headers
            )
            if not good or response.status >= 500:
                wrong.append((path, response.status))
    assert wrong == []


async def test_a_page_with_a_secret_address_tells_it_to_nothing_that_it_loads(citizen: Client) -> None:
    for path in ("/kiem-tra/a-secret", "/loi-moi/a-secret"):
        async with citizen.http.get(citizen.url + path) as response:
            assert response.headers.getall("referrer-policy") == ["strict-origin"]


@pytest.mark.parametrize("path", ["/", "/embed", "/thu-tuc", "/quyen-rieng-tu", "/dang-nhap"])
async def test_no_page_runs_a_script_or_style_of_its_own_text(citizen: Client, path: str) -> None:
    async with citizen.http.get(citizen.url + path, headers={"Accept": "text/html"}) as response:
        page = await response.text()
    for script in re.findall(r"<script\b([^>]*)>", page):
        assert "src=" in script or 'type="application/' in script, script
    assert not re.search(r"<style\b|\sstyle=|\son\w+=\"", page)


async def test_cookies_are_for_the_server_only(citizen: Client) -> None:
    form = {"client_id": "0b6f1c34-6a4e-4c7e-9d53-5f0c3f2b7a11", "text": "lệ phí"}
    async with citizen.http.post(citizen.url + "/chat", data=form, allow_redirects=False) as response:
        given = response.headers.getall("set-cookie")
    assert given and all("HttpOnly" in each and "SameSite=" in each and "Path=/" in each for each in given)
