import pytest
from playwright.async_api import expect
from tests.web.conftest import *
from tests.web.screens import *
from tests.web.test_chat_screens import browser, _talk
@pytest.mark.parametrize("scheme", ["light","dark"])
async def test_x(edge, browser, scheme):
    page = await open_page(browser, edge, forced_colors="active", color_scheme=scheme)
    await _talk(page)
    print("SEND", await page.eval_on_selector(".send", "e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.forcedColorAdjust, document.activeElement.className, e.matches(':hover')]}"))
    await page.evaluate(AXE)
    found = await page.evaluate("rules => axe.run({runOnly: {type: 'rule', values: ['color-contrast']}}).then(r => r.violations.map(v => v.nodes.map(n => n.any.map(a => a.message))))", RULES)
    print("AXE", found)
    await page.screenshot(path=f"/tmp/fin/forced-{scheme}.png")
    assert 0
