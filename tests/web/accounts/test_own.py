"""One's own account: password, second factor, sessions, language."""

import pyotp

from bot.web.accounts import second_factor
from tests.web.accounts.conftest import PASSWORD, Staff

NEW = "mùa thu lá bay khắp phố"


async def test_a_new_password_takes_the_present_one_and_ends_the_other_sessions(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    other = staff.browser()
    await other.sign_in("hoa", PASSWORD)
    before = browser.cookie()
    wrong = await browser.send("/tai-khoan/mat-khau", current="x" * 15, new=NEW, again=NEW)
    assert wrong == 422 and 'role="alert"' in browser.text
    await browser.send("/tai-khoan/mat-khau", current=PASSWORD, new=NEW, again=NEW)
    assert browser.status == 200 and "Đã đổi mật khẩu" in browser.text and browser.cookie() != before
    await other.get("/tai-khoan")
    assert other.at == "/dang-nhap"
    assert [await other.sign_in("hoa", password) for password in (PASSWORD, NEW)] == [401, 200]


async def test_a_weak_or_unlike_new_password_changes_nothing(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    for new, again in (("ngan", "ngan"), ("matkhau123456", "matkhau123456"), (NEW, NEW + "x")):
        assert await browser.send("/tai-khoan/mat-khau", current=PASSWORD, new=new, again=again) == 422
    assert await browser.sign_in("hoa", PASSWORD) == 200


async def test_the_present_password_is_not_guessed_at_an_open_screen(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    tried = [await browser.send("/tai-khoan/mat-khau", current="x" * 15, new=NEW, again=NEW) for _ in range(6)]
    assert tried == [422] * 5 + [429]


async def test_staff_turn_a_second_factor_on_and_off(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    await browser.get("/tai-khoan/hai-lop")
    sealed = browser.hidden["sealed"]
    secret = second_factor.open_form(staff.settings.accounts_key.get_secret_value(), sealed, 1)
    assert secret
    assert await browser.send("/tai-khoan/hai-lop", sealed=sealed, code=pyotp.TOTP(secret).now()) == 200
    staff.secret = secret
    other = staff.browser()
    await other.sign_in("hoa", PASSWORD)
    assert other.at == "/dang-nhap/ma"
    await browser.get("/tai-khoan")
    assert await browser.send("/tai-khoan/hai-lop/tat", code="000000") == 422
    assert await browser.send("/tai-khoan/hai-lop/tat", code=staff.code("hoa")) == 200
    await other.sign_in("hoa", PASSWORD)
    assert other.at == "/tai-khoan" and staff.read(1).totp_sealed is None


async def test_who_needs_a_second_factor_cannot_turn_it_off(staff: Staff) -> None:
    browser = await staff.signed_in("truong", "team_lead")
    assert "Tắt lớp" not in browser.text
    assert await browser.send("/tai-khoan/hai-lop/tat", code=staff.code("truong")) == 422
    assert staff.read(1).totp_sealed is not None


async def test_new_recovery_codes_end_the_old_ones(staff: Staff) -> None:
    browser = await staff.signed_in("truong", "team_lead")
    with staff.sessions.begin() as session:
        old = second_factor.new_recovery_codes(session, 1)
    assert await browser.send("/tai-khoan/ma-du-phong", code=staff.code("truong")) == 200
    with staff.sessions.begin() as session:
        assert not second_factor.use_recovery_code(session, 1, old[0])
    assert old[0] not in browser.text and browser.text.count("<li><code>") == 8


async def test_another_browser_is_signed_out_and_nobody_elses(staff: Staff) -> None:
    browser, stranger = await staff.signed_in("hoa", "staff"), await staff.signed_in("lan", "staff")
    other = staff.browser()
    await other.sign_in("hoa", PASSWORD)
    await browser.get("/tai-khoan")
    await browser.send("/tai-khoan/phien/2")
    await browser.send("/tai-khoan/phien/3")
    assert [(await each.get("/tai-khoan"), each.at)[1] for each in (browser, stranger, other)] == [
        "/tai-khoan", "/tai-khoan", "/dang-nhap"
    ]  # fmt: skip


async def test_the_language_of_ones_pages_is_kept_with_the_account(staff: Staff) -> None:
    browser = await staff.signed_in("hoa", "staff")
    await browser.send("/tai-khoan/ngon-ngu", lang="en")
    assert '<html lang="en">' in browser.text and "Sign out" in browser.text
    other = staff.browser()
    await other.sign_in("hoa", PASSWORD)
    assert '<html lang="en">' in other.text


def test_a_secret_is_sealed_with_the_key_of_this_installation(keys: tuple[str, str]) -> None:
    mine, other = keys
    sealed = second_factor.seal(mine, "JBSWY3DPEHPK3PXP")
    assert b"JBSWY3DPEHPK3PXP" not in sealed
    assert (second_factor.unseal(mine, sealed), second_factor.unseal(other, sealed)) == ("JBSWY3DPEHPK3PXP", None)


def test_codes_follow_rfc_6238_and_a_clock_may_be_half_a_minute_off() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # appendix B: 94287082 at 59 s, of which we take six digits
    assert second_factor.step_of(secret, "287 082", at=59) == 1
    assert [second_factor.step_of(secret, "287082", at=at) for at in (30, 89, 90)] == [1, 1, None]
    assert [second_factor.step_of(secret, wrong, at=59) for wrong in ("", "287083", "２８７０８２", "ä")] == [None] * 4
