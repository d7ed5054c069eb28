"""The ways on which those who work here write words down; the search for personal numbers goes through each."""

import re
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.web.accounts.demo import PASSWORD
from tests.personal_numbers import Sample
from tests.web.accounts.browser import Browser

SLUG = "criminal-record-1"
TAKEN = (200, 409, 413, 422)
"""A form was taken, or came back with what is not in order in it."""
CALL_BACKS = 6
"""An address may leave only some wishes in an hour."""


class Citizen:
    """The citizen at the other end, over the public API."""

    def __init__(self, http: aiohttp.ClientSession, url: str):
        self.http, self.url = http, url
        self.id = self._token = ""

    async def start(self) -> None:
        """Begins a talk and asks for a person."""
        async with self.http.post(self.url + "/api/conversations", json={"lang": "vi"}) as response:
            opened = await response.json()
        self.id, self._token = opened["id"], opened["token"]
        await self.say("cho tôi gặp người thật")

    async def say(self, text: str) -> None:
        """Writes a message."""
        path, head = f"/api/conversations/{self.id}/messages", {"Authorization": f"Bearer {self._token}"}
        message = {"client_id": str(uuid.uuid4()), "text": text}
        async with self.http.post(self.url + path, json=message, headers=head) as response:
            assert response.status == 200, await response.text()


async def talk(url: str, samples: Sequence[Sample]) -> str:
    """A person answers: messages, the panel's suggestions, notes, searches, the end; gives what pages showed."""
    async with _signed_in(url, "staff") as staff:
        citizen = Citizen(staff.http, url)
        await citizen.start()
        here = f"/lam-viec/c/{citizen.id}"
        await staff.get(here)
        assert await staff.send(f"{here}/nhan") == 200
        seen = []
        for sample in samples:
            await citizen.say(sample.text)
            seen.append(await _page(staff, f"{here}/tro-giup"))
            await staff.get(here)
            await _send(staff, f"{here}/ghi-chu", form_id=str(uuid.uuid4()), note=sample.text)
            seen.append(await _page(staff, here))
            await staff.http.get(f"{url}/lam-viec", params={"q": sample.text[:100]})
        await staff.get(here)
        await _send(staff, f"{here}/ket-thuc", reason="other", note=samples[0].text)
        return "\n".join(seen)


async def phone(url: str, samples: Sequence[Sample]) -> str:
    """Somebody calls: words looked up, and a note at the end."""
    async with _signed_in(url, "staff") as staff:
        home = "/lam-viec/dien-thoai"
        for sample in samples:
            await staff.get(home)
            await _send(staff, home, words=sample.text)
            started, form = str(1_700_000_000), str(uuid.uuid4())
            await staff.get(home)
            await _send(
                staff, f"{home}/ket-thuc", form_id=form, started=started, slug=SLUG, topic="fee", reason="other",
                note=sample.text,
            )  # fmt: skip
    return ""


async def call_backs(url: str, samples: Sequence[Sample]) -> str:
    """Wishes to be called back, taken and ended with a note; the number itself lies sealed until then."""
    async with _signed_in(url, "staff") as staff:
        left = [sample for sample in samples if sample.kind == "phone"][:CALL_BACKS]
        for sample in left:
            await staff.get("/goi-lai")
            await _send(staff, "/goi-lai", form_id=str(uuid.uuid4()), number=sample.needles[0], words=sample.text)
        listed = await _page(staff, "/lam-viec/goi-lai")
        numbers = dict.fromkeys(re.findall(r'action="/lam-viec/goi-lai/(\d+)/nhan"', listed))
        for number, sample in zip(numbers, samples, strict=False):
            await staff.send(f"/lam-viec/goi-lai/{number}/nhan")
            await staff.get("/lam-viec/goi-lai?muc=mine")
            await _send(staff, f"/lam-viec/goi-lai/{number}/xong", state="given_up", note=sample.text)
        return listed + await _page(staff, "/lam-viec/goi-lai?muc=done")


async def canned(url: str, samples: Sequence[Sample]) -> str:
    """Replies for all, written by a team lead."""
    async with _signed_in(url, "team-lead") as lead:
        home = "/lam-viec/mau-cau"
        for at, sample in enumerate(samples):
            await lead.get(home)
            await _send(
                lead, home, shortcut=f"thu{at}", title=sample.text[:80], text_vi=sample.text, text_en=sample.text,
                team="", active="on",
            )  # fmt: skip
        return await _page(lead, home)


async def editing(url: str, samples: Sequence[Sample]) -> str:
    """Remarks on a draft, by an editor and by an expert outside through a link."""
    async with _signed_in(url, "editor") as editor:
        await editor.get(f"/bien-tap/thu-tuc/{SLUG}")
        assert await editor.send(f"/bien-tap/thu-tuc/{SLUG}/sua") == 200, editor.text
        draft = re.search(r"/bien-tap/nhap/\d+", editor.at + editor.text)
        assert draft, editor.text
        await editor.send(f"{draft[0]}/lien-ket", for_whom="Cô Lan", days="7")
        link = re.search(r"/kiem-tra/[\w-]+", editor.text)
        assert link, editor.text
        for sample in samples:
            await editor.get(draft[0])
            await _send(editor, f"{draft[0]}/gop-y", text=sample.text, form_id=str(uuid.uuid4()))
            async with editor.http.post(
                url + link[0], data={"text": sample.text, "form_id": str(uuid.uuid4())}, headers={"Origin": url}
            ) as response:
                assert response.status in TAKEN, await response.text()
        for do in ("submit", "withdraw", "drop"):
            revision = re.search(r'name="revision" value="(\d+)"', await _page(editor, draft[0]))
            assert revision
            await _send(editor, f"{draft[0]}/buoc", do=do, revision=revision[1], reason=samples[0].text)
        return await _page(editor, draft[0])


async def review(url: str, samples: Sequence[Sample]) -> str:
    """Decisions in the queue of what was not understood: an example, an alias, a reason."""
    async with _signed_in(url, "editor") as editor:
        home = "/bien-tap/hang-cho"
        for sample in samples:
            for act in ("example", "alias", "drop"):
                found = re.search(r'name="entries" value="([\d,]+)"', await _page(editor, home))
                if found is None:  # all of it is decided
                    return ""
                await _send(
                    editor, home, act=act, entries=found[1], words=sample.text[:300], topic="fee", procedure=SLUG,
                    reason=sample.text[:300],
                )  # fmt: skip
        return await _page(editor, home)


async def exports(url: str, _: Sequence[Sample]) -> str:
    """Whatever leaves as a file, and the logs of who did what."""
    files = []
    for role, paths in (
        ("team-lead", ("/lam-viec/so-lieu.csv",)),
        ("admin", ("/quan-tri/nhat-ky?tep=csv", "/quan-tri/nhat-ky-xem?tep=csv")),
        ("editor", ("/bien-tap/tep/xuat",)),
    ):
        async with _signed_in(url, role) as person:
            for path in paths:
                async with person.http.get(url + path) as response:
                    assert response.status == 200, f"{path}: {response.status}"
                    files.append((await response.read()).decode("utf-8", "replace"))
    return "\n".join(files)


Way = Callable[[str, Sequence[Sample]], Awaitable[str]]
WAYS: tuple[Way, ...] = (talk, phone, call_backs, canned, editing, review)
"""Then ``exports``: it shows what they left."""


def shares(samples: Sequence[Sample], each: int) -> Iterator[tuple[Way, Sequence[Sample]]]:
    """Each way with samples of its own, of all kinds."""
    for at, way in enumerate(WAYS):
        yield way, samples[at :: len(WAYS)][:each]


@asynccontextmanager
async def _signed_in(url: str, role: str) -> Any:
    person = Browser(url)
    try:
        await person.get("/dang-nhap")
        assert await person.sign_in(f"mau-{role}", PASSWORD) == 200
        assert await person.get("/tai-khoan") == 200, person.text
        yield person
    finally:
        await person.close()


async def _page(person: Browser, path: str) -> str:
    assert await person.get(path) == 200, f"{path}: {person.text[:300]}"
    return person.text


async def _send(person: Browser, path: str, **fields: str) -> None:
    status = await person.send(path, **fields)
    assert status in TAKEN, f"{path}: {status} {person.text[:300]}"
