"""The pages of the review queue and the office in a real browser: axe finds nothing, nothing runs over the screen."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account
from bot.web.citizen.queue import put_in_queue
from bot.web.learning.models import Example
from procedures.calendar import now
from tests.web.accounts.conftest import Staff
from tests.web.screens import DESK, PHONE, chromium, open_page, violations

PATHS = ("/bien-tap/hang-cho", "/bien-tap/vi-du", "/quan-tri/cai-dat", "/quan-tri/nhat-ky")
SLUG = "criminal-record-1"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.browser
async def test_pages_hold_on_both_screens_in_both_languages(staff: Staff, sessions: sessionmaker[Session]) -> None:
    member = await staff.signed_in("lan", "admin", "approver")
    with sessions.begin() as session:
        put_in_queue(session, "not_understood", "giấy tờ làm cái ấy gồm những gì vậy ạ", form_id="1", by="bot")
        put_in_queue(session, "mistake_in_record", "Lệ phí đã đổi.", form_id="2", by="citizen", slug=SLUG)
        example = Example(text="tốn mấy đồng", plain="ton may dong", topic="fee", lang="vi", by_id=1, at=now())
        example.state = "accepted"
        session.add(example)
    await member.get("/quan-tri/cai-dat")
    notice = {"kind": "notice", "text_vi": "Nghỉ lễ", "text_en": "Holiday", "reason": "lễ"}
    await member.send("/quan-tri/cai-dat/thong-bao", **notice)
    await member.send("/quan-tri/cai-dat/idle_minutes", value="45", revision=0, reason="thử")
    cookie = {"name": "mc_staff", "value": member.cookie(), "url": staff.url}
    found = []
    async with chromium() as browser:
        for size in (DESK, PHONE):
            for lang in ("vi", "en"):
                with sessions.begin() as session:
                    session.execute(update(Account).values(lang=lang))
                page = await open_page(browser, "about:blank", size, color_scheme="dark" if lang == "en" else "light")
                await page.context.add_cookies([cookie])  # type: ignore[list-item]
                for path in PATHS:
                    opened = await page.goto(staff.url + path)
                    assert opened and opened.status == 200, path
                    found += [(path, lang, size["width"], each) for each in await violations(page)]
                    if await page.evaluate(WIDER) > 0:
                        found.append((path, lang, size["width"], "wider than the screen"))
                await page.context.close()
    assert found == []
