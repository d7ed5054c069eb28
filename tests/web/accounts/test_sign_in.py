"""Signing in with a password and a second factor; nobody learns who has an account."""

import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest

from bot.web.accounts import passwords
from bot.web.accounts.models import Account, SignIn
from procedures.calendar import now
from tests.web.accounts.conftest import PASSWORD, Staff


async def test_a_password_opens_the_page_that_was_asked_for(staff: Staff) -> None:
    staff.account("hoa", "staff")
    browser = staff.browser()
    assert (await browser.get("/tai-khoan"), browser.at) == (200, "/dang-nhap")
    await browser.send("/dang-nhap", login=" HOA ", password=PASSWORD, ve=browser.hidden["ve"])
    assert (browser.status, browser.at) == (200, "/tai-khoan") and "Người hoa" in browser.text


@pytest.mark.parametrize("there", ["//evil.example", "https://evil.example", "/\\evil.example", "/x\nSet-Cookie:a=b"])
async def test_nobody_is_led_to_another_site(staff: Staff, there: str) -> None:
    staff.account("hoa", "staff")
    browser = staff.browser()
    await browser.send("/dang-nhap", login="hoa", password=PASSWORD, ve=there)
    assert (browser.status, browser.at) == (200, "/tai-khoan")


async def test_wrong_password_no_account_a_locked_one_and_one_without_a_password_read_the_same(
    staff: Staff, change: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []
    fits = passwords.fits

    def spy(password: str, stored: str | None) -> bool:
        checked.append(stored)
        return fits(password, stored)

    monkeypatch.setattr(passwords, "fits", spy)
    staff.account("hoa", "staff")
    change(Account, staff.account("lan", "staff"), active=False)
    change(Account, staff.account("mai", "staff"), password_hash=None)
    said = set()
    for login, password in (("hoa", "x" * 20), ("nobody", PASSWORD), ("lan", PASSWORD), ("mai", PASSWORD)):
        browser = staff.browser()
        assert await browser.sign_in(login, password) == 401
        said.add(browser.text.replace(f'value="{login}"', ""))
    assert len(said) == 1 and len(checked) == 4 and not any(browser.cookie() for browser in staff.browsers)


async def test_guessing_is_slowed_down_for_an_account_that_is_none_too(staff: Staff) -> None:
    staff.account("hoa", "staff")
    for login in ("hoa", "nobody"):
        browser = staff.browser()
        statuses = [await browser.sign_in(login, "x" * 20) for _ in range(6)]
        assert statuses == [401] * 5 + [429] and "1 phút" in browser.text
    browser = staff.browser()
    assert await browser.sign_in("hoa", PASSWORD) == 429


async def test_an_admin_must_give_the_second_factor_before_anything_opens(staff: Staff) -> None:
    staff.account("sep", "admin", with_second_factor=True)
    browser = staff.browser()
    await browser.sign_in("sep", PASSWORD)
    assert browser.at == "/dang-nhap/ma"
    half = browser.cookie()
    for path in ("/tai-khoan", "/quan-tri/nguoi-dung"):
        await browser.get(path)
        assert browser.at == "/dang-nhap/ma"
    await browser.send("/dang-nhap/ma", code=staff.code("sep"))
    assert browser.at == "/tai-khoan" and browser.cookie() not in ("", half)


async def test_the_token_from_before_the_second_factor_opens_nothing_afterwards(staff: Staff) -> None:
    staff.account("sep", "admin", with_second_factor=True)
    browser = staff.browser()
    await browser.sign_in("sep", PASSWORD)
    half = browser.cookie()
    await browser.send("/dang-nhap/ma", code=staff.code("sep"))
    thief = staff.browser()
    await thief.get("/dang-nhap/ma", Cookie=f"mc_staff={half}")
    assert thief.at == "/dang-nhap"


async def test_one_code_opens_once(staff: Staff) -> None:
    staff.account("sep", "admin", with_second_factor=True)
    code = staff.code("sep")
    first, second = staff.browser(), staff.browser()
    for browser in (first, second):
        await browser.sign_in("sep", PASSWORD)
        await browser.send("/dang-nhap/ma", code=code)
    assert (first.at, first.status) == ("/tai-khoan", 200)
    assert (second.at, second.status) == ("/dang-nhap/ma", 422)


async def test_codes_are_not_guessed(staff: Staff) -> None:
    staff.account("sep", "admin", with_second_factor=True)
    browser = staff.browser()
    await browser.sign_in("sep", PASSWORD)
    right = pyotp.TOTP(staff.secret).now()
    wrong = str((int(right) + 1) % 1_000_000).zfill(6)
    statuses = [await browser.send("/dang-nhap/ma", code=wrong) for _ in range(6)]
    assert statuses[-1] == 429 and set(statuses[:5]) == {422}
    await browser.get("/dang-nhap/ma")
    assert await browser.send("/dang-nhap/ma", code=right) == 429


async def test_a_role_that_needs_a_second_factor_leads_to_setting_it_up(staff: Staff) -> None:
    staff.account("truong", "team_lead")
    browser = staff.browser()
    await browser.sign_in("truong", PASSWORD)
    assert browser.at == "/tai-khoan/hai-lop"
    await browser.get("/tai-khoan")
    assert browser.at == "/tai-khoan/hai-lop"
    secret = re.search(r'class="secret">(\w+)<', browser.text)
    assert secret and "<svg" in browser.text
    sealed = browser.hidden["sealed"]
    assert await browser.send("/tai-khoan/hai-lop", sealed=sealed, code="000000") == 422
    await browser.send("/tai-khoan/hai-lop", sealed=sealed, code=pyotp.TOTP(secret[1]).now())
    codes = re.findall(r"<li><code>([a-z0-9-]+)</code>", browser.text)
    assert len(set(codes)) == 8
    assert (await browser.get("/tai-khoan"), browser.at) == (200, "/tai-khoan")

    other = staff.browser()
    await other.sign_in("truong", PASSWORD)
    await other.send("/dang-nhap/ma", code=codes[0].upper(), recovery="1")
    assert other.at == "/tai-khoan" and "Còn 7 mã" in other.text
    third = staff.browser()
    await third.sign_in("truong", PASSWORD)
    assert await third.send("/dang-nhap/ma", code=codes[0], recovery="1") == 422


async def test_the_secret_of_another_session_is_not_taken(staff: Staff) -> None:
    for login in ("mot", "hai"):
        staff.account(login, "team_lead")
    one, two = staff.browser(), staff.browser()
    await one.sign_in("mot", PASSWORD)
    await two.sign_in("hai", PASSWORD)
    secret = re.search(r'class="secret">(\w+)<', one.text)
    assert secret
    await two.send("/tai-khoan/hai-lop", sealed=one.hidden["sealed"], code=pyotp.TOTP(secret[1]).now())
    assert two.at == "/tai-khoan/hai-lop" and "dự phòng" not in two.text


@pytest.mark.parametrize(("column", "ago"), [("last_seen_at", {"minutes": 31}), ("created_at", {"hours": 13})])
async def test_a_session_ends_when_it_is_idle_or_old(
    staff: Staff, change: Callable[..., None], column: str, ago: dict[str, float]
) -> None:
    browser = await staff.signed_in("hoa", "staff")
    change(SignIn, 1, **{column: now() - timedelta(**ago)})
    await browser.get("/tai-khoan")
    assert browser.at == "/dang-nhap"


async def test_signing_out_ends_the_session_on_the_server(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    token = browser.cookie()
    await browser.send("/dang-xuat")
    assert browser.at == "/dang-nhap" and not browser.cookie()
    await browser.get("/tai-khoan", Cookie=f"mc_staff={token}")
    assert browser.at == "/dang-nhap"


async def test_the_table_holds_no_token(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    with staff.sessions() as session:
        row = session.get_one(SignIn, 1)
    kept = {name: str(value) for name, value in vars(row).items()}
    assert browser.cookie() and browser.cookie() not in kept.values()
