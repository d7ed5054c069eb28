"""The manuals: who may read them, that their labels and pictures are there, and that pages lead to their chapter."""

import re
from pathlib import Path

import pytest

from bot.web.accounts.menu import MENU
from bot.web.accounts.permissions import rule_of
from bot.web.manual.books import BOOKS, CONSOLE, DESK, Book, help_for
from bot.web.manual.chapters import Said
from bot.web.manual.pictures import FOLDER, name_of, size
from procedures.words import say
from tests.web.accounts.conftest import Staff
from tests.web.card_pages import LARGEST

TEXTS = [
    text
    for book in BOOKS
    for each in book.chapters
    for text in (
        each.title, each.lead, each.picture.alt, *(t for p in each.parts for t in (p.title, *p.steps, *p.points)),
    )
]  # fmt: skip
BUTTON = {CONSOLE: "desk.take", DESK: "editing.do.approve"}


@pytest.mark.parametrize(("book", "role"), [(CONSOLE, "staff"), (DESK, "editor"), (DESK, "admin")])
async def test_all_chapters_stand_on_the_page_with_the_words_of_the_buttons(
    staff: Staff, book: Book, role: str
) -> None:
    browser = await staff.signed_in("lan", role)
    assert await browser.get(book.path) == 200
    for each in book.chapters:
        assert f'id="{each.id}"' in browser.text and f'href="#{each.id}"' in browser.text
    assert f"Bấm «{say(BUTTON[book])}»" in browser.text
    assert not re.search(r"\{[\w.]+\}", browser.text)


@pytest.mark.parametrize(("book", "role"), [(CONSOLE, "editor"), (CONSOLE, "approver"), (DESK, "staff")])
async def test_whoever_does_other_work_gets_no_manual_of_it(staff: Staff, book: Book, role: str) -> None:
    browser = await staff.signed_in("khac", role)
    assert await browser.get(book.path) == 403


@pytest.mark.parametrize(
    ("role", "path", "chapter"),
    [
        ("staff", "/lam-viec", "/lam-viec/huong-dan#hop-thu"),
        ("staff", "/lam-viec/goi-lai", "/lam-viec/huong-dan#goi-lai"),
        ("editor", "/bien-tap", "/bien-tap/huong-dan#bat-dau"),
        ("editor", "/bien-tap/thu-tuc/criminal-record-1", "/bien-tap/huong-dan#sua-thu-tuc"),
        ("editor", "/bien-tap/hang-cho", "/bien-tap/huong-dan#hang-cho"),
        ("admin", "/quan-tri/cai-dat", "/bien-tap/huong-dan#cai-dat"),
        ("admin", "/quan-tri/nhat-ky", "/bien-tap/huong-dan#nhat-ky"),
    ],
)
async def test_a_page_leads_to_its_chapter(staff: Staff, role: str, path: str, chapter: str) -> None:
    browser = await staff.signed_in("lan", role)
    await browser.get(path)
    assert f'href="{chapter}"' in browser.text


def test_the_nearest_chapter_of_a_book_that_one_may_read_is_chosen() -> None:
    editor, staff = {"editor"}, {"staff"}
    assert help_for("/bien-tap/nhap/3", editor).endswith("#gui-duyet")
    assert help_for("/bien-tap/nhap/3/phan/fees", editor).endswith("#sua-thu-tuc")
    assert help_for("/bien-tap/nhap/3/phan/guide.questions.0.options", editor).endswith("#huong-dan-tung-buoc")
    assert help_for("/bien-tap/nhap/3/the", editor).endswith("#xem-thu")
    assert help_for("/lam-viec/c/abc", staff).endswith("#tra-loi")
    for path, roles in (("/bien-tap", staff), ("/lam-viec", editor), ("/lam-viecx", staff), (DESK.path, editor)):
        assert help_for(path, roles) == "", path


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.en[:40])
def test_every_label_that_a_text_names_exists(text: Said, lang: str) -> None:
    assert "{" not in text.in_(lang)


def test_every_page_in_the_menu_has_a_chapter_for_those_who_work_there() -> None:
    for path, _ in MENU:
        rule = rule_of("GET", path)
        if rule and rule.roles and path not in (CONSOLE.path, DESK.path):
            assert any(help_for(path, {role}) for role in rule.roles), path


@pytest.mark.parametrize("each", DESK.chapters, ids=lambda each: each.id)
def test_every_chapter_of_the_desk_begins_with_short_steps(each: object) -> None:
    steps = next(chapter for chapter in DESK.chapters if chapter is each).parts[0].steps
    assert 1 <= len(steps) <= 6 and all(len(step.in_("vi")) < 200 for step in steps)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.path)
def test_every_picture_is_there_small_and_used(book: Book) -> None:
    named = {
        name_of(book.pictures, each.picture.name, screen) for each in book.chapters for screen in ("wide", "phone")
    }
    assert {path.relative_to(FOLDER).as_posix() for path in Path(FOLDER, book.pictures).iterdir()} == named
    for name in named:
        assert (FOLDER / name).stat().st_size < LARGEST, name
    first = book.chapters[0].picture.name
    assert [size(book.pictures, first, screen)[1] for screen in ("wide", "phone")] == [1024, 360]
