"""The pages in a real Chromium: axe, small screens, keyboard, without a script."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from bot.web.accounts import invitations, people
from bot.web.accounts.audit import SYSTEM
from bot.web.accounts.models import Account
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.screens import check, give_password

pytestmark = pytest.mark.browser
HOME = "/quan-tri/nguoi-dung"
PAGES = ["/tai-khoan", "/tai-khoan?xong=phien", HOME, f"{HOME}/moi", f"{HOME}/1", f"{HOME}/2", f"{HOME}/99"]


async def _page(chromium: Browser, staff: Staff, width: int = 360, **options: Any) -> Page:
    context = await chromium.new_context(viewport={"width": width, "height": 740}, base_url=staff.url, **options)
    return await context.new_page()


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("vi", "light", 320), ("en", "dark", 360), ("vi", "dark", 1280), ("en", "light", 1280)],
)
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    staff: Staff, chromium: Browser, lang: str, scheme: Any, width: int
) -> None:
    number = staff.account("sep", "admin", "team_lead", with_second_factor=True)
    with staff.sessions.begin() as session:
        session.get_one(Account, number).lang = lang
        _, token = people.invite(session, SYSTEM, "hoa", "Trần Thị Hoa", "hoa@example.vn", ["staff"], None, "mới")
        people.add_team(session, SYSTEM, "Nhóm hỗ trợ cấp xã khu vực phía Bắc")
        first = invitations.issue(session, "reset", number)
    page = await _page(chromium, staff, width, color_scheme=scheme)
    for address in (f"/dang-nhap?lang={lang}", f"/loi-moi/{token}", f"/loi-moi/{first}", "/loi-moi/none"):
        await page.goto(address)
        await check(page)
    await give_password(page, "sep", lang)
    await page.locator("summary").click()
    await check(page)
    await page.locator("#f-code").fill("1")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_be_visible()
    await check(page)
    await page.locator("#f-code").fill(staff.code("sep"))
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/tai-khoan")
    for address in PAGES:
        await page.goto(address)
        assert await page.evaluate("document.documentElement.lang") == lang
        await check(page)


async def test_setting_up_the_second_factor_and_the_codes_are_readable_for_all(staff: Staff, chromium: Browser) -> None:
    staff.account("truong", "team_lead")
    page = await _page(chromium, staff)
    await page.goto("/dang-nhap")
    await page.get_by_label("Tên đăng nhập").fill("truong")
    await page.get_by_label("Mật khẩu").fill(PASSWORD)
    await page.get_by_role("button", name="Đăng nhập").click()
    await expect(page.get_by_role("img", name="Mã QR")).to_be_visible()
    await check(page)


async def test_an_admin_works_without_a_script_and_hands_on_a_link(staff: Staff, chromium: Browser) -> None:
    staff.account("sep", "admin", with_second_factor=True)
    page = await _page(chromium, staff, 1280, java_script_enabled=False)
    await page.goto("/dang-nhap")
    await page.get_by_label("Tên đăng nhập").fill("sep")
    await page.get_by_label("Mật khẩu").fill(PASSWORD)
    await page.get_by_role("button", name="Đăng nhập").click()
    await page.get_by_label("Mã 6 số").fill(staff.code("sep"))
    await page.get_by_role("button", name="Xác nhận").first.click()
    await page.get_by_role("link", name="Người dùng").click()
    await page.get_by_role("link", name="Mời người mới").click()
    await page.get_by_label("Họ và tên").fill("Trần Thị Hoa")
    await page.get_by_label("Tên đăng nhập").fill("hoa")
    await page.get_by_label("Nhân viên tổng đài").check()
    await page.get_by_label("Lý do").fill("người mới")
    await page.get_by_role("button", name="Tạo tài khoản").click()
    link = await page.get_by_label("Liên kết").input_value()
    await page.get_by_role("button", name="Đăng xuất").click()
    await page.goto(link)
    await page.get_by_label("Mật khẩu mới").fill(PASSWORD)
    await page.get_by_label("Nhập lại").fill(PASSWORD)
    await page.get_by_role("button", name="Đặt mật khẩu").click()
    await expect(page.get_by_text("Mật khẩu đã được đặt")).to_be_visible()
