"""The editors' desk in a real Chromium: axe, 1280 × 800, keyboard, saving while somebody types, a lost session."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from bot.web.accounts.models import Account
from bot.web.accounts.signed_in import end_all
from procedures.drafts import Draft
from tests.web.accounts.conftest import PASSWORD, Staff
from tests.web.editing.conftest import SLUG, Desk
from tests.web.editing.test_looking import _link
from tests.web.screens import DESK, PHONE, check, sign_in

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS")
"""A folder for pictures of every page, for whoever wants to look at them."""


async def _sign_in(chromium: Browser, staff: Staff, login: str, size: Any = DESK, **options: Any) -> Page:
    context = await chromium.new_context(viewport=size, locale="vi-VN", base_url=staff.url, **options)
    page = await context.new_page()
    await sign_in(page, staff, login)
    return page


async def _check(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    await check(page)


async def _guide(desk: Desk, draft: int) -> None:
    await desk.write(draft, "guide", None, None, title__vi="Hỏi", names__vi="hướng dẫn tôi", names__en="guide me")
    await desk.add(draft, "guide.questions", text__vi="Anh/chị bao nhiêu tuổi?", short__vi="tuổi", short__en="age")
    await desk.add(draft, "guide.outcomes", title__vi="Làm số 1", text__vi="Anh/chị làm số 1.", procedure=SLUG)
    outcome = desk.draft(draft).content["guide"]["outcomes"][0]["id"]
    for title in ("Dưới 18", "Từ 18 trở lên"):
        await desk.add(draft, "guide.questions.0.options", title__vi=title, next=outcome)


@pytest.mark.parametrize(
    ("lang", "scheme", "size"), [("vi", "light", DESK), ("en", "dark", DESK), ("vi", "light", PHONE)]
)
async def test_axe_finds_nothing_on_any_page(
    desk: Desk, staff: Staff, chromium: Browser, lang: str, scheme: Any, size: Any
) -> None:
    draft = await desk.begin()
    await _guide(desk, draft)
    await desk.write(draft, "fees", 1, amount="x", when__age_from="60")
    for form, about in enumerate(({}, {"place": "fees"}, {"place": "general", "field": "agency"})):
        await desk.editor.send(f"/bien-tap/nhap/{draft}/gop-y", text="Xem lại", form_id=str(form), **about)
    await desk.editor.get(f"/bien-tap/nhap/{draft}/phan/fees")
    seen = desk.editor.text.partition('name="row" value="1"><input type="hidden" name="seen" value="')[2][:16]
    row = {"place": "fees", "row": "1", "seen": seen, "field": "amount", "form_id": "row", "text": "Số này?"}
    await desk.editor.send(f"/bien-tap/nhap/{draft}/gop-y", **row)
    link = await _link(desk, draft)
    with staff.sessions.begin() as session:
        session.get_one(Account, 1).lang = lang
    page = await _sign_in(chromium, staff, "lan", size, color_scheme=scheme)
    here, tag = f"/bien-tap/nhap/{draft}", f"{lang}-{size['width']}"
    pages = {
        "home": "/bien-tap", "new": "/bien-tap/moi", "record": f"/bien-tap/thu-tuc/{SLUG}", "draft": here,
        "fees": f"{here}/phan/fees", "fee": f"{here}/phan/fees?hang=1", "general": f"{here}/phan/general",
        "options": f"{here}/phan/guide.questions.0.options?hang=0", "compare": f"{here}/so-sanh", "tree": f"{here}/cay",
        "timeline": f"/bien-tap/thu-tuc/{SLUG}/dong-thoi-gian", "care": "/bien-tap/can-xem",
        "coming": "/bien-tap/sap-doi", "files": "/bien-tap/tep", "broken-preview": f"{here}/xem",
        "outside": f"{link}?lang={lang}",
    }  # fmt: skip
    for name, path in pages.items():
        await page.goto(path)
        assert await page.evaluate("document.documentElement.lang") == lang
        await _check(page, f"{name}-{tag}")
    await desk.write(draft, "fees", 1, amount="200000", condition__vi="người từ 60 tuổi")
    for name, path in {"page": f"{here}/xem", "card": f"{here}/the?chu_de=fee"}.items():
        await page.goto(path)
        await _check(page, f"{name}-{tag}")
    await desk.step(desk.editor, draft, "submit")
    for name, path in {"in-review": here, "read-only": f"{here}/phan/fees"}.items():
        await page.goto(path)
        await _check(page, f"{name}-{tag}")


async def test_what_is_typed_is_saved_by_itself_and_wrong_fields_are_named_in_place(
    desk: Desk, staff: Staff, chromium: Browser
) -> None:
    draft = await desk.begin()
    page = await _sign_in(chromium, staff, "lan")
    await page.goto(f"/bien-tap/nhap/{draft}/phan/fees?hang=0#open")
    await page.get_by_label("Số tiền (đồng)").fill("nhiều")
    await expect(page.get_by_text("«nhiều» không phải số nguyên")).to_be_visible()
    await page.get_by_label("Số tiền (đồng)").fill("155.000")
    await expect(page.get_by_text("«nhiều» không phải số nguyên")).to_be_hidden()
    await expect(page.locator("[data-status]")).to_contain_text("Đã lưu lúc")
    assert desk.draft(draft).content["fees"][0]["amount"] == 155000


async def test_after_a_lost_session_what_was_typed_is_there_again(desk: Desk, staff: Staff, chromium: Browser) -> None:
    draft = await desk.begin()
    page = await _sign_in(chromium, staff, "lan")
    await page.goto(f"/bien-tap/nhap/{draft}/phan/fees?hang=0#open")
    with staff.sessions.begin() as session:
        end_all(session, 1)
    words = page.locator("textarea[name='text.vi']")
    await words.fill("Một câu dài không được mất")
    await expect(page.locator("[data-status]")).to_contain_text("Phiên đăng nhập đã hết")
    await page.goto("/dang-nhap")
    await page.locator("#f-login").fill("lan")
    await page.locator("#f-password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/tai-khoan")
    await page.goto(f"/bien-tap/nhap/{draft}/phan/fees?hang=0#open")
    await expect(words).to_have_value("Một câu dài không được mất")
    await page.get_by_role("button", name="Lưu").click()
    await page.wait_for_url("**luu=1*")
    with staff.sessions() as session:
        assert session.get_one(Draft, draft).content["fees"][0]["text"]["vi"] == "Một câu dài không được mất"


async def test_a_row_is_added_and_written_by_keyboard_alone(desk: Desk, staff: Staff, chromium: Browser) -> None:
    draft = await desk.begin()
    page = await _sign_in(chromium, staff, "lan")
    await page.goto(f"/bien-tap/nhap/{draft}/phan/steps")
    await page.get_by_role("button", name="Thêm dòng").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**hang=0*")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Nộp hồ sơ tại công an tỉnh")
    await page.get_by_label("Cách nộp *").focus()
    await page.keyboard.press("ArrowDown")
    await page.get_by_label("Cách nộp *").select_option("counter")
    await page.get_by_role("button", name="Lưu").focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**luu=1*")
    assert desk.draft(draft).content["steps"][0]["text"]["vi"] == "Nộp hồ sơ tại công an tỉnh"
