"""Sample accounts: for a trial on one's own machine, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy.orm import Session, sessionmaker

from bot.launcher.errors import LaunchError
from bot.launcher.people import demo_accounts
from bot.launcher.settings import LauncherSettings
from bot.web.accounts import demo, people
from bot.web.app import create_app
from bot.web.roles import ROLES
from bot.web.settings import WebSettings
from tests.web.accounts.browser import Browser
from tests.web.conftest import serving

ROOT = Path(__file__).parents[3]


async def test_a_trial_shows_one_account_for_each_role_and_they_open(
    settings: WebSettings, sessions: sessionmaker[Session]
) -> None:
    settings.demo_accounts = True
    async with serving(create_app(settings)) as url:
        for login, role in demo.LOGINS.items():
            browser = Browser(url)
            await browser.get("/dang-nhap")
            assert login in browser.text and demo.PASSWORD in browser.text
            await browser.sign_in(login, demo.PASSWORD)
            assert browser.at == "/tai-khoan" and f"Mẫu: {role}" in browser.text
            await browser.close()
    assert sorted(demo.LOGINS.values()) == sorted(ROLES)
    with sessions() as session:
        assert people.admins(session) == 0


async def test_behind_a_proxy_or_without_the_setting_they_open_nothing(
    settings: WebSettings, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        demo.make(session)
    for on, host in ((True, "motcua.example"), (False, "localhost")):
        settings.demo_accounts = on
        async with serving(create_app(settings)) as url:
            browser = Browser(url)
            await browser.get("/dang-nhap", Host=host)
            assert demo.PASSWORD not in browser.text
            data = {"login": "mau-admin", "password": demo.PASSWORD}
            async with browser.http.post(f"{url}/dang-nhap", data=data, headers={"Host": host}) as response:
                assert response.status == 401
            await browser.close()


def test_they_are_made_once_and_take_no_name_from_anybody(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        people.make(session, "mau-staff", "Mau Staff", "", ["staff"])
        demo.make(session)
        demo.make(session)
        assert len(people.everybody(session)) == len(ROLES)


def test_production_refuses_them(settings: WebSettings) -> None:
    with pytest.raises(ValidationError, match="DEMO_ACCOUNTS must be off where PRODUCTION is on"):
        WebSettings.model_validate(settings.model_dump() | {"demo_accounts": True, "production": True})


def test_the_web_does_not_start_with_them_in_production_and_says_why_in_one_sentence(settings: WebSettings) -> None:
    env = os.environ | {
        "VAULT_PUBLIC_KEY": settings.vault_public_key, "ACCOUNTS_KEY": settings.vault_public_key,
        "DESK_KEY": settings.vault_public_key,
        "ADDRESS_KEY": "x" * 16, "PRODUCTION": "1", "DEMO_ACCOUNTS": "1",
    }  # fmt: skip
    ended = subprocess.run([sys.executable, "-m", "bot.web"], env=env, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr == "DEMO_ACCOUNTS must be off where PRODUCTION is on: their password is known to everybody.\n"


@pytest.mark.parametrize(
    ("host", "given", "expected"),
    [
        ("127.0.0.1", {}, "on"),
        ("0.0.0.0", {}, "off"),
        ("127.0.0.1", {"TRUSTED_PROXIES": "127.0.0.1"}, "off"),
        ("127.0.0.1", {"PRODUCTION": "1"}, "off"),
        ("127.0.0.1", {"DEMO_ACCOUNTS": "off"}, "off"),
    ],
)
def test_the_launcher_sets_them_only_where_nobody_else_comes(host: str, given: dict[str, str], expected: str) -> None:
    assert demo_accounts(LauncherSettings(host=host), given) == expected


def test_the_launcher_refuses_them_in_production() -> None:
    with pytest.raises(LaunchError, match="must be off where PRODUCTION is on"):
        demo_accounts(LauncherSettings(), {"PRODUCTION": "on", "DEMO_ACCOUNTS": "1"})
