"""An editor and an approver on a running edge, and the form of a row as a browser without a script sends it."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from html import unescape

import aiohttp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from procedures.drafts import Draft
from procedures.models import Procedure, Revision
from tests.web.accounts.browser import Browser
from tests.web.accounts.conftest import Staff, password_hash, staff

__all__ = ["Staff", "password_hash", "staff"]
SLUG = "criminal-record-1"
_INPUT = re.compile(r'<input (?!type="checkbox")[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"')
_TICKED = re.compile(r'<input type="checkbox"[^>]*?name="([^"]+)"[^>]*?value="([^"]*)" checked')
_AREA = re.compile(r'<textarea [^>]*?name="([^"]+)"[^>]*>([^<]*)</textarea>')
_SELECT = re.compile(r'<select [^>]*?name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_CHOSEN = re.compile(r'value="([^"]*)" selected')


def fields_of(text: str) -> dict[str, str]:
    """The fields of the open form as the page shows them."""
    form = re.search(r'<form class="edit".*?</form>', text, re.DOTALL)
    assert form, text[:2000]
    found = dict(_INPUT.findall(form[0])) | dict(_TICKED.findall(form[0])) | dict(_AREA.findall(form[0]))
    for name, options in _SELECT.findall(form[0]):
        chosen = _CHOSEN.search(options)
        found[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in found.items()}


def _named(typed: dict[str, str]) -> dict[str, str]:
    """``text__vi`` is the field text.vi, ``from_`` the field from."""
    return {name.removesuffix("_").replace("__", "."): value for name, value in typed.items()}


@dataclass
class Desk:
    """An editor and an approver; what they do in one call each."""

    editor: Browser
    approver: Browser
    sessions: sessionmaker[Session]

    async def begin(self, slug: str = SLUG) -> int:
        """The draft of a live record."""
        await self.editor.get(f"/bien-tap/thu-tuc/{slug}")
        await self.editor.send(f"/bien-tap/thu-tuc/{slug}/sua")
        assert self.editor.status == 200, self.editor.text
        return int(self.editor.at.rsplit("/", 1)[1])

    async def write(self, draft: int, part: str, row: int | None, browser: Browser | None = None, **typed: str) -> int:
        """Opens a row (or a part that is no list), types, saves; gives the status."""
        browser, here = browser or self.editor, f"/bien-tap/nhap/{draft}/phan/{part}"
        await browser.get(here if row is None else f"{here}?hang={row}")
        fields = fields_of(browser.text) | _named(typed)
        return await browser.send(here, do="save", **fields)

    async def add(self, draft: int, part: str, **typed: str) -> int:
        """A new row."""
        here = f"/bien-tap/nhap/{draft}/phan/{part}"
        await self.editor.get(here)
        await self.editor.send(here, do="add")
        fields = fields_of(self.editor.text) | _named(typed)
        return await self.editor.send(here, do="save", **fields)

    async def step(
        self, browser: Browser, draft: int, do: str, reason: str = "theo thông tư mới", revision: int = 0
    ) -> int:
        """One step as the page's form does it."""
        path = "duyet" if do in ("approve", "ask", "publish") else "buoc"
        await browser.get(f"/bien-tap/nhap/{draft}")
        revision = revision or self.draft(draft).revision
        return await browser.send(f"/bien-tap/nhap/{draft}/{path}", do=do, revision=str(revision), reason=reason)

    async def send_file(self, name: str, content: bytes, browser: Browser | None = None) -> int:
        """Sends a file to be taken in; gives the status."""
        browser = browser or self.editor
        await browser.get("/bien-tap/tep")
        form = aiohttp.FormData({"csrf": browser.hidden["csrf"]})
        form.add_field("file", content, filename=name)
        headers = {"Origin": browser.url}
        async with browser.http.post(f"{browser.url}/bien-tap/tep", data=form, headers=headers) as response:
            browser.status, browser.text = response.status, await response.text()
        return browser.status

    async def to_live(self, draft: int) -> None:
        """Hands in, approves, publishes."""
        assert await self.step(self.editor, draft, "submit") == 200, self.editor.text
        assert await self.step(self.approver, draft, "approve") == 200, self.approver.text
        assert await self.step(self.approver, draft, "publish") == 200, self.approver.text

    def draft(self, number: int) -> Draft:
        """As it is in the data base."""
        with self.sessions() as session:
            return session.get_one(Draft, number)

    def live(self, slug: str = SLUG) -> tuple[int | None, dict[str, object]]:
        """Version and content of what is live; version None and nothing where it is not."""
        with self.sessions() as session:
            version = session.scalar(select(Procedure.live_version).where(Procedure.slug == slug))
            live = select(Revision.content).where(Revision.slug == slug, Revision.version == version)
            return version, session.scalar(live) or {}


@pytest.fixture
async def desk(staff: Staff) -> AsyncIterator[Desk]:
    """Both signed in."""
    editor = await staff.signed_in("lan", "editor")
    approver = await staff.signed_in("binh", "approver")
    yield Desk(editor, approver, staff.sessions)
