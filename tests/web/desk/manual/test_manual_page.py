"""The manual: who may read it, that its labels and pictures are there, and that pages lead to their chapter."""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.web.accounts.menu import MENU
from bot.web.accounts.permissions import rule_of
from bot.web.desk.manual.chapters import Said, about, chapters
from bot.web.desk.manual.pictures import FOLDER, name_of, size
from procedures.words import say
from tests.web.accounts.conftest import Staff
from tests.web.card_pages import LARGEST

ROOT = "/lam-viec/huong-dan"
TEXTS = [
    text
    for each in chapters()
    for text in (
        each.title,
        each.lead,
        each.picture.alt,
        *(t for p in each.parts for t in (p.title, *p.steps, *p.points)),
    )
]


async def test_all_chapters_stand_on_the_page_with_the_words_of_the_buttons(staff: Staff) -> None:
    browser = await staff.signed_in("lan", "staff")
    assert await browser.get(ROOT) == 200
    for each in chapters():
        assert f'id="{each.id}"' in browser.text and f'href="#{each.id}"' in browser.text
    assert f"Bấm «{say('desk.take')}»" in browser.text and say("figures.means.solved") in browser.text
    assert not re.search(r"\{[\w.]+\}", browser.text)


@pytest.mark.parametrize("role", ["editor", "approver"])
async def test_whoever_does_not_answer_citizens_gets_no_manual(staff: Staff, role: str) -> None:
    browser = await staff.signed_in("bien-tap", role)
    assert await browser.get(ROOT) == 403


async def test_a_page_leads_to_its_chapter(staff: Staff) -> None:
    browser = await staff.signed_in("lan", "staff")
    for path, chapter in (("/lam-viec", "hop-thu"), ("/lam-viec/goi-lai", "goi-lai"), ("/lam-viec/so-lieu", "so-lieu")):
        await browser.get(path)
        assert f'href="{ROOT}#{chapter}"' in browser.text, path


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.en[:40])
def test_every_label_that_a_text_names_exists(text: Said, lang: str) -> None:
    assert "{" not in text.in_(lang)


def test_every_page_of_the_console_in_the_menu_has_a_chapter() -> None:
    workers = {"staff", "team_lead"}
    of_console = [path for path, _ in MENU if path.startswith("/lam-viec") and path != ROOT]
    assert of_console and all(about(path) for path in of_console)
    rule = rule_of("GET", ROOT)
    assert rule and workers <= set(rule.roles)
    assert about("/lam-viec/c/abc") == "tra-loi" and about("/bien-tap") is None and about("/lam-viecx") is None


def test_every_picture_is_there_small_and_used() -> None:
    named = {name_of(each.picture.name, screen) for each in chapters() for screen in ("wide", "phone")}
    assert {path.relative_to(FOLDER).as_posix() for path in Path(FOLDER, "manual").iterdir()} == named
    for name in named:
        assert (FOLDER / name).stat().st_size < LARGEST, name
    widths: dict[str, Any] = {screen: size("inbox", screen)[1] for screen in ("wide", "phone")}
    assert widths == {"wide": 1024, "phone": 360}
