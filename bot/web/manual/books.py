"""The two manuals: of the hotline's console, and of the editors' desk with what admins do."""

from collections.abc import Set
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from bot.web.accounts.permissions import rule_of
from bot.web.manual.chapters import Chapter, read

_WEB = Path(__file__).parents[1]


@dataclass(frozen=True)
class Book:
    """``path``: its page; ``words``: where the keys of its title and lead begin; ``pictures``: a folder of static."""

    path: str
    file: Path
    words: str
    pictures: str

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in their order."""
        return _read(self.file)

    def about(self, path: str) -> str | None:
        """The chapter of a page: the one that names the longest part of its path, plainly before ``*``."""
        steps = path.split("/")
        named = [(page.split("/"), each.id) for each in self.chapters for page in each.pages]
        fits = [(_rank(page), chapter) for page, chapter in named if _begins(steps, page)]
        return max(fits)[1] if fits and path != self.path else None


CONSOLE = Book("/lam-viec/huong-dan", _WEB / "desk/manual/chapters.yml", "manual", "manual")
DESK = Book("/bien-tap/huong-dan", _WEB / "editing/manual/chapters.yml", "manual.desk", "manual-desk")
BOOKS = (CONSOLE, DESK)


def help_for(path: str, roles: Set[str]) -> str:
    """The address of the chapter about a page, in a manual that somebody with these roles may read; else empty."""
    for book in BOOKS:
        rule, chapter = rule_of("GET", book.path), book.about(path)
        if chapter and rule is not None and rule.roles & roles:
            return f"{book.path}#{chapter}"
    return ""


@cache
def _read(file: Path) -> tuple[Chapter, ...]:
    return read(file)


def _begins(steps: list[str], page: list[str]) -> bool:
    return len(page) <= len(steps) and all(fnmatchcase(step, named) for named, step in zip(page, steps, strict=False))


def _rank(page: list[str]) -> tuple[int, int]:
    return len(page), sum("*" not in step for step in page)
