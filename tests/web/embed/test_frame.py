"""Who may show the chat in a frame, and that no cookie is needed there."""

import uuid
from typing import Any

import aiohttp
import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.site_models import SiteSetting
from bot.web.embed.origins import KEY, ancestors, embed_origins, is_allowed
from procedures.calendar import now
from tests.web.conftest import Client

SITE = "https://tinh.gov.vn"
SCRIPT = {"X-Requested-With": "fetch"}


def _allow(sessions: sessionmaker[Session], value: Any) -> None:
    with sessions.begin() as session:
        session.add(SiteSetting(key=KEY, value=value, revision=1, changed_by="test", changed_at=now()))


async def _get(citizen: Client, path: str) -> tuple[aiohttp.ClientResponse, str]:
    async with citizen.http.get(citizen.url + path) as response:
        return response, await response.text()


async def test_without_the_setting_only_our_own_pages_may(citizen: Client) -> None:
    response, _ = await _get(citizen, "/embed")
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"].split("; ")
    assert "X-Frame-Options" not in response.headers


async def test_the_allowed_sites_may_and_nothing_else_of_us_is_framed(
    citizen: Client, sessions: sessionmaker[Session]
) -> None:
    _allow(sessions, [SITE, "https://*.gov.vn"])
    response, _ = await _get(citizen, "/embed")
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert f"frame-ancestors 'self' {SITE} https://*.gov.vn" in policy and "default-src 'self'" in policy
    for path in ("/", "/thu-tuc", "/embed.js", "/healthz"):
        response, _ = await _get(citizen, path)
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "value", [None, "https://a.vn", {"a": 1}, ["javascript:x", "*", "https://*", "https://a.vn; script-src *", 5]]
)
def test_what_is_no_origin_allows_nobody(sessions: sessionmaker[Session], value: Any) -> None:
    _allow(sessions, value)
    with sessions() as session:
        assert ancestors(embed_origins(session)) == "'self'"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (SITE, True), ("http://tinh.gov.vn", False), ("https://a.xa.vn", True), ("https://xa.vn", False),
        ("https://evilxa.vn", False), ("https://a.xa.vn.evil.example", False), ("", False), ("null", False),
    ],
)  # fmt: skip
def test_an_origin_is_allowed_only_as_it_stands_or_under_a_named_one(origin: str, allowed: bool) -> None:
    assert is_allowed(origin, (SITE, "https://*.xa.vn")) is allowed


async def test_only_an_allowed_site_is_told_anything(citizen: Client, sessions: sessionmaker[Session]) -> None:
    _allow(sessions, [SITE])
    for origin, told in ((SITE, SITE), ("https://evil.example", "")):
        _, page = await _get(citizen, f"/embed?origin={origin}")
        assert f'data-around="{told}"' in page


async def test_the_frame_knows_no_cookie_and_stores_nothing(citizen: Client) -> None:
    cookie = {"Cookie": f"mc_chat={citizen.id}.{citizen.token}"}
    await citizen.say("bí mật")
    async with citizen.http.get(citizen.url + "/embed", headers=cookie) as response:
        page = await response.text()
    assert "bí mật" not in page and "Set-Cookie" not in response.headers


async def test_the_frame_says_before_the_first_message_what_is_kept_and_keeps_its_promise(citizen: Client) -> None:
    _, page = await _get(citizen, "/embed")
    assert "được lưu 90 ngày rồi xóa" in page and 'href="/quyen-rieng-tu"' in page
    assert "xóa bất cứ lúc nào" in page
    assert all(f'type="button" value="{offer}"' in page for offer in ("end", "hold", "erase"))


async def test_a_conversation_goes_on_by_its_key_alone(citizen: Client) -> None:
    form = {"client_id": str(uuid.uuid4()), "text": "xin chào", "lang": "en"}
    new = SCRIPT | {"Authorization": "Bearer new", "Cookie": f"mc_chat={citizen.id}.{citizen.token}"}
    async with citizen.http.post(citizen.url + "/chat", data=form, headers=new) as response:
        key = response.headers["X-Chat-Key"]
        assert response.status == 200 and "Set-Cookie" not in response.headers
        assert response.headers["X-Conversation"] == key.split(".")[0] != citizen.id
    async with citizen.http.get(citizen.url + "/chat/items", headers={"Authorization": f"Bearer {key}"}) as response:
        page = await response.text()
    assert page.count("data-seq") == 3 and "automatic answering service" in page


async def test_a_browser_with_cookies_is_never_given_the_key(citizen: Client) -> None:
    form = {"client_id": str(uuid.uuid4()), "text": "xin chào"}
    async with citizen.http.post(citizen.url + "/chat", data=form, headers=SCRIPT) as response:
        assert "X-Chat-Key" not in response.headers and "HttpOnly" in response.headers["Set-Cookie"]


@pytest.mark.parametrize(("path", "status"), [("0b5c8a", 200), ("red", 404), ("zzzzzz", 404), ("0B5C8A", 404)])
async def test_colours_are_a_style_sheet_of_ours(citizen: Client, path: str, status: int) -> None:
    response, text = await _get(citizen, f"/embed/{path}.css")
    assert response.status == status
    assert ("--accent: #0b5c8a" in text) is (status == 200)


@pytest.mark.parametrize("query", ["lang=fr", "accent=red;}", "origin=" + "x" * 300, "accent=%3C/x"])
async def test_an_odd_address_of_a_frame_does_no_harm(citizen: Client, query: str) -> None:
    response, text = await _get(citizen, f"/embed?{query}")
    assert response.status in (200, 422) and "red;}" not in text and "</x" not in text


async def test_the_script_may_be_loaded_by_other_sites(citizen: Client) -> None:
    response, text = await _get(citizen, "/embed.js")
    assert response.content_type == "text/javascript" and "Hỏi đáp thủ tục" in text
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


async def test_ending_in_a_frame_leaves_the_browsers_own_conversation_alone(citizen: Client) -> None:
    async with citizen.http.post(
        citizen.url + "/chat/end", headers=SCRIPT | {"Authorization": "Bearer new"}, allow_redirects=False
    ) as response:
        assert response.status == 303
        assert not {"Set-Cookie", "Clear-Site-Data"} & set(response.headers)
