"""A ministry's own sign-on, over real HTTP with a provider on loopback: who gets in, and what is refused."""

import time
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer
from joserfc.jwk import OctKey, RSAKey
from pydantic import SecretStr, ValidationError
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account, AuditEntry, SignIn
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.web.accounts.conftest import Staff
from tests.web.accounts.provider import CLIENT, SECRET, Provider
from tests.web.conftest import serving

GO = "/dang-nhap/co-quan"


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    made = Provider()
    server = TestServer(made.app)
    await server.start_server()
    made.url = str(server.make_url("")).rstrip("/")
    made.person["groups"] = {"mc": ["hotline", "canteen"]}
    yield made
    await server.close()


@pytest.fixture
async def office(
    settings: WebSettings, sessions: sessionmaker[Session], provider: Provider, password_hash: str
) -> AsyncIterator[Staff]:
    """An edge that knows the provider."""
    settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret = provider.url, CLIENT, SecretStr(SECRET)
    settings.oidc_roles_claim, settings.oidc_roles = "groups.mc", "hotline=staff, leads=team_lead"
    async with serving(create_app(settings)) as url:
        made = Staff(sessions, settings, password_hash, url)
        yield made
        for browser in made.browsers:
            await browser.close()


def _accounts(staff: Staff) -> list[Account]:
    with staff.sessions() as session:
        return session.query(Account).order_by(Account.id).all()


async def test_somebody_known_there_comes_in_and_has_the_role_of_their_group(office: Staff, provider: Provider) -> None:
    browser = office.browser()
    await browser.get("/dang-nhap")
    assert GO in browser.text
    await browser.get(GO)
    assert (browser.status, browser.at) == (200, "/tai-khoan") and "Nhân viên tổng đài" in browser.text
    (account,) = _accounts(office)
    assert (account.roles, account.name, account.password_hash) == (["staff"], "Trần Hoa", None)
    asked = provider.asked[0]
    assert asked["code_challenge_method"] == "S256" and asked["scope"] == "openid profile email"
    assert len(asked["state"]) >= 43 and len(asked["nonce"]) >= 43


async def test_the_same_person_has_one_account_and_each_time_the_roles_of_that_day(
    office: Staff, provider: Provider
) -> None:
    first, second = office.browser(), office.browser()
    await first.get(GO)
    provider.person |= {"groups": {"mc": ["leads"]}, "amr": ["pwd", "otp", "mfa"]}
    await second.get(GO)
    assert second.at == "/tai-khoan" and [account.roles for account in _accounts(office)] == [["team_lead"]]
    await first.get("/tai-khoan")
    assert first.at == "/dang-nhap"
    with office.sessions() as session:
        assert session.query(AuditEntry).filter_by(action="sign_on_roles").count() == 1


async def test_a_role_that_needs_a_second_factor_sets_up_ours_where_the_provider_says_of_none(
    office: Staff, provider: Provider
) -> None:
    provider.person |= {"groups": {"mc": ["leads"]}, "amr": ["pwd"]}
    browser = office.browser()
    await browser.get(GO)
    assert browser.at == "/tai-khoan/hai-lop"


@pytest.mark.parametrize("groups", [None, [], "canteen", {"mc": ["canteen"]}, {"mc": [7, {"x": 1}]}])
async def test_without_a_mapped_role_no_account_is_made(office: Staff, provider: Provider, groups: object) -> None:
    provider.person["groups"] = groups
    browser = office.browser()
    assert await browser.get(GO) == 403 and "chưa cấp quyền" in browser.text
    assert _accounts(office) == [] and not browser.cookie()


@pytest.mark.parametrize(
    "bent",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-program"},
        {"aud": None},
        {"aud": [CLIENT, "another-program"]},
        {"azp": "another-program"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"iat": int(time.time()) + 7200},
        {"sub": None},
    ],
    ids=lambda bent: ", ".join(f"{key}: {type(value).__name__}" for key, value in bent.items()),
)
async def test_an_id_token_that_is_not_for_us_now_is_refused(
    office: Staff, provider: Provider, bent: dict[str, object]
) -> None:
    provider.bend = bent
    browser = office.browser()
    assert await browser.get(GO) == 401 and _accounts(office) == [] and not browser.cookie()


async def test_a_token_signed_by_somebody_else_is_refused(office: Staff, provider: Provider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, auto_kid=True)
    assert await office.browser().get(GO) == 401 and _accounts(office) == []


async def test_a_token_signed_with_the_shared_secret_is_refused(office: Staff, provider: Provider) -> None:
    provider.signs_with, provider.algorithm = OctKey.generate_key(256, auto_kid=True), "HS256"
    assert await office.browser().get(GO) == 401 and _accounts(office) == []


async def test_a_changed_key_of_the_provider_is_fetched(office: Staff, provider: Provider) -> None:
    await office.browser().get(GO)
    provider.change_key()
    browser = office.browser()
    await browser.get(GO)
    assert browser.at == "/tai-khoan" and provider.fetched_keys == 2


async def test_an_answer_opens_once_and_only_in_the_browser_that_asked(office: Staff, provider: Provider) -> None:
    browser, thief = office.browser(), office.browser()
    async with browser.http.get(office.url + GO, allow_redirects=False) as response:
        there = response.headers["Location"]
    async with browser.http.get(there, allow_redirects=False) as response:
        back = response.headers["Location"].removeprefix(office.url)
    assert await thief.get(back) == 401 and await thief.get(back, Cookie="mc_sign_on=x") == 401
    assert await browser.get(back) == 200 and browser.at == "/tai-khoan"
    assert await browser.get(back) == 401
    with office.sessions() as session:
        assert session.query(SignIn).count() == 1


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?error=access_denied"])
async def test_an_answer_that_nobody_asked_for_is_refused(office: Staff, query: str) -> None:
    assert await office.browser().get(f"{GO}/ve{query}") == 401


async def test_a_local_account_of_the_same_name_is_not_opened(office: Staff, provider: Provider) -> None:
    office.account("tr-n.hoa", "admin")
    browser = office.browser()
    await browser.get(GO)
    local, made = _accounts(office)
    assert local.subject is None and made.roles == ["staff"] and made.login.startswith("tr-n.hoa-")


async def test_somebody_locked_here_stays_out_whatever_the_provider_says(office: Staff) -> None:
    await office.browser().get(GO)
    with office.sessions.begin() as session:
        session.get_one(Account, 1).active = False
    assert await office.browser().get(GO) == 401


async def test_a_provider_that_says_another_issuer_or_is_down_is_said_in_one_sentence(
    office: Staff, provider: Provider
) -> None:
    provider.issuer_said = "https://evil.example"
    browser = office.browser()
    assert await browser.get(GO) == 401 and "hệ thống của cơ quan" in browser.text


async def test_without_a_provider_there_is_no_way_there(staff: Staff) -> None:
    browser = staff.browser()
    await browser.get("/dang-nhap")
    assert GO not in browser.text and await browser.get(GO) == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"oidc_issuer": "http://sso.example"},
        {"oidc_issuer": "http://localhost.evil.example"},
        {"oidc_roles": "hotline=god"},
        {"oidc_roles": "hotline"},
        {"oidc_client_id": ""},
        {"oidc_roles": ""},
    ],
    ids=str,
)
def test_settings_that_would_let_the_wrong_ones_in_are_refused(settings: WebSettings, wrong: dict[str, str]) -> None:
    right = {"oidc_issuer": "https://sso.example", "oidc_client_id": "x", "oidc_roles": "hotline=staff"}
    assert WebSettings.model_validate(settings.model_dump() | right).role_of_claim == {"hotline": "staff"}
    with pytest.raises(ValidationError):
        WebSettings.model_validate(settings.model_dump() | right | wrong)
