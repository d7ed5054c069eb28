"""Who may do what: the table covers every route, and the application does what the table says."""

import re
from collections.abc import AsyncIterator

import aiohttp
import pytest
from fastapi import APIRouter
from fastapi.routing import iter_route_contexts

from bot.web.accounts.permissions import TABLE, Rule, allows
from bot.web.app import create_app
from bot.web.roles import ROLES
from bot.web.settings import WebSettings
from tests.web.accounts.browser import Browser
from tests.web.accounts.conftest import Staff
from tests.web.conftest import Client, serving

PEOPLE = ("visitor", "citizen", *ROLES)
ROWS = [row for row in TABLE if not row.startswith("MOUNT")]
EXPECTED = {
    "GET /dang-nhap": PEOPLE,
    "GET /thu-tuc": PEOPLE,
    "GET /api/conversations/{conversation}/messages": ("citizen",),
    "GET /tai-khoan": ROLES,
    "POST /tai-khoan/mat-khau": ROLES,
    "GET /quan-tri/nguoi-dung": ("admin",),
    "POST /quan-tri/nguoi-dung/moi": ("admin",),
    "POST /quan-tri/nguoi-dung/{account}/khoa": ("admin",),
}
"""Some rows by hand: who gets in. The table must say the same."""


def test_the_table_has_every_route_and_no_other(settings: WebSettings) -> None:
    routes = set()
    for context in iter_route_contexts(create_app(settings).routes):
        assert getattr(context.original_route, "path", None) == context.path, "the guard reads the route's own path"
        routes |= {f"{method} {context.path}" for method in (context.methods or {"MOUNT"}) - {"HEAD"}}
    assert sorted(routes - set(TABLE)) == [], "add a row in bot/web/accounts/permissions.py"
    assert sorted(set(TABLE) - routes) == [], "rows without a route"


async def test_a_route_that_nobody_wrote_into_the_table_is_refused(settings: WebSettings) -> None:
    app, router = create_app(settings), APIRouter()
    router.add_api_route("/forgotten", lambda: "secret", methods=["GET"])
    app.include_router(router)
    async with serving(app) as url, aiohttp.ClientSession() as http, http.get(f"{url}/forgotten") as response:
        assert (response.status, (await response.json())["error"]["code"]) == (403, "not_in_permission_table")


@pytest.fixture
async def everybody(staff: Staff) -> AsyncIterator[dict[str, Browser]]:
    """A browser for each kind of person."""
    made: dict[str, Browser] = {role: await staff.signed_in(role.replace("_", "-"), role) for role in ROLES}
    made["visitor"], made["citizen"] = staff.browser(), staff.browser()
    async with aiohttp.ClientSession() as http:
        talk = await Client(http, staff.url).start()
    made["citizen"].http.headers["Authorization"] = f"Bearer {talk.token}"
    made["citizen"].hidden["conversation"] = talk.id
    yield made


async def _status(browser: Browser, row: str, conversation: str) -> int:
    """What a program gets that asks for this route with a token of CSRF where it has one."""
    method, path = row.split(" ")
    path = re.sub(r"\{(account|sign_in|item)\}", "999", path.replace("{conversation}", conversation))
    path = re.sub(r"\{\w+\}", "x", path)
    headers = {"Accept": "application/json"}
    data = {"csrf": browser.hidden.get("csrf", "")} if method == "POST" else None
    asked = browser.http.request(method, browser.url + path, headers=headers, data=data, allow_redirects=False)
    async with asked as response:
        return response.status


async def test_everybody_gets_where_the_table_lets_them_and_nowhere_else(everybody: dict[str, Browser]) -> None:
    conversation = everybody["citizen"].hidden["conversation"]
    wrong = []
    for row in ROWS:
        rule = TABLE[row]
        if rule.who == "anybody" or "stream" in row or row == "POST /dang-xuat":
            continue
        for who in PEOPLE:
            got = await _status(everybody[who], row, conversation)
            signed_in = who in ROLES
            if rule.who == "conversation":
                fine = who == "citizen" or row.startswith(("GET /chat", "POST /chat")) or got == 401
            elif not signed_in:
                fine = got == 401
            else:
                may = allows(rule, frozenset({who}), signed_in=True, full=True)
                fine = got not in (401, 403) if may else got == 403
            if not fine:
                wrong.append((row, who, got))
    assert wrong == []


@pytest.mark.parametrize("row", EXPECTED)
def test_the_table_says_what_was_meant(row: str) -> None:
    rule = TABLE[row]
    inside = {role for role in ROLES if allows(rule, frozenset({role}), signed_in=True, full=True)}
    if rule.who == "conversation":
        assert EXPECTED[row] == ("citizen",)
    else:
        assert inside == set(ROLES) & set(EXPECTED[row])
        assert allows(rule, frozenset(), signed_in=False, full=False) is ("visitor" in EXPECTED[row])


@pytest.mark.parametrize("row", [row for row in ROWS if TABLE[row].who in ("signed_in", "roles")])
def test_without_the_second_factor_nothing_opens_that_asks_for_a_role(row: str) -> None:
    assert not allows(TABLE[row], frozenset(ROLES), signed_in=True, full=False)


def test_a_role_alone_does_not_open_what_another_may() -> None:
    assert not allows(Rule("roles", frozenset({"admin"})), frozenset({"editor"}), signed_in=True, full=True)


@pytest.mark.parametrize("csrf", [None, "", "x", "AAAA", "ä"])
async def test_a_form_without_the_sessions_token_does_nothing(staff: Staff, csrf: str | None) -> None:
    browser = await staff.signed_in("hoa", "staff")
    data = {"lang": "en"} | ({} if csrf is None else {"csrf": csrf})
    async with browser.http.post(staff.url + "/tai-khoan/ngon-ngu", data=data) as response:
        assert response.status == 403
    assert staff.read(1).lang == "vi"


async def test_another_sessions_token_does_nothing(staff: Staff) -> None:
    one, two = await staff.signed_in("hoa", "staff"), await staff.signed_in("lan", "staff")
    assert await one.send("/tai-khoan/ngon-ngu", lang="en", csrf=two.hidden["csrf"]) == 403
    assert await one.get("/tai-khoan") == 200 and await one.send("/tai-khoan/ngon-ngu", lang="en") == 200


async def test_a_script_gives_the_token_in_a_header_and_a_foreign_page_is_refused_even_with_it(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    url, headers = staff.url + "/tai-khoan/ngon-ngu", {"X-CSRF-Token": browser.hidden["csrf"]}
    for more, status in (({}, 200), ({"Origin": "https://evil.example"}, 403), ({"Sec-Fetch-Site": "cross-site"}, 403)):
        async with browser.http.post(url, data={"lang": "vi"}, headers=headers | more) as response:
            assert response.status == status


async def test_the_token_reads_differently_on_every_page(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    first = browser.hidden["csrf"]
    await browser.get("/tai-khoan")
    assert browser.hidden["csrf"] != first
