"""The ways on which those who work here write words down; the search for personal numbers goes through each.

Each form must be taken, or refused where refusing is what is wanted: a way that stores nothing proves nothing.
"""

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
CALL_BACKS = 6
"""An address may leave only some wishes in an hour."""
REFUSED = 422
"""What everybody is to read may hold no number: the form comes back, and nothing of it is kept."""


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
    """A person answers: messages, marks, suggestions, notes, reveals, searches, the end; gives what pages showed."""
    async with _signed_in(url, "staff") as staff:
        here = await _held(staff, citizen := Citizen(staff.http, url))
        seen = []
        for sample in samples:
            await citizen.say(sample.text)
            seen.append(await _page(staff, f"{here}/tro-giup"))
            seen.append(page := await _page(staff, here))
            await _send(staff, here, REFUSED, client_id=str(uuid.uuid4()), text=sample.text)
            await _send(staff, f"{here}/ghi-chu", form_id=str(uuid.uuid4()), note=sample.text)
            await _send(staff, f"{here}/bao-sai", item="1", fault="wrong", words=sample.text)
            for value in re.findall(r'name="value" value="(\d+)"', page)[-1:]:
                await _send(staff, f"{here}/xem", value=value, why=f"để tra {sample.text}")
            await _search(staff, sample.text)
        assert re.search(r'name="value" value="\d+"', page), "nothing could be revealed"
        await _send(staff, here, client_id=str(uuid.uuid4()), text="Dạ em chào anh chị")
        await _send(staff, f"{here}/ket-thuc", reason="other", note=samples[0].text)
        here = await _held(staff, Citizen(staff.http, url))
        colleague = re.search(r'value="(p\d+)"', staff.text)
        assert colleague, staff.text
        await _send(staff, f"{here}/chuyen", to=colleague[1], note=samples[-1].text)
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
            number = next(each for each in sample.needles if re.fullmatch(r"0\d{9}", each))
            await staff.get("/goi-lai")
            await _send(staff, "/goi-lai", form_id=str(uuid.uuid4()), number=number, words=sample.text)
        listed = await _page(staff, "/lam-viec/goi-lai")
        numbers = dict.fromkeys(re.findall(r'action="/lam-viec/goi-lai/(\d+)/nhan"', listed))
        assert left and len(numbers) >= len(left), listed
        for at, (number, sample) in enumerate(zip(numbers, samples, strict=False)):
            await _send(staff, f"/lam-viec/goi-lai/{number}/nhan")
            state = ("done", "dropped")[at % 2]
            await _send(staff, f"/lam-viec/goi-lai/{number}/xong", state=state, note=sample.text)
        return listed + await _page(staff, "/lam-viec/goi-lai?muc=done")


async def canned(url: str, samples: Sequence[Sample]) -> str:
    """Replies for all, written by a team lead: none with a number is taken."""
    async with _signed_in(url, "team-lead") as lead:
        home = "/lam-viec/mau-cau"
        shared = {"team": "", "active": "on"}
        await lead.get(home)
        for at, sample in enumerate(samples):
            texts = {"title": sample.text[:80], "text_vi": sample.text, "text_en": sample.text}
            await _send(lead, home, REFUSED, shortcut=f"thu{at}", **texts, **shared)
        await _send(lead, home, shortcut="thu", title="Thử", text_vi="Dạ vâng", text_en="Yes", **shared)
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
                assert response.status == 200, await response.text()
        for do in ("submit", "withdraw", "drop"):
            revision = re.search(r'name="revision" value="(\d+)"', await _page(editor, draft[0]))
            assert revision
            await _send(editor, f"{draft[0]}/buoc", do=do, revision=revision[1], reason=samples[0].text)
        return await _page(editor, draft[0])


async def review(url: str, samples: Sequence[Sample]) -> str:
    """Decisions in the queue of what was not understood: no example and no alias with a number; a reason."""
    async with _signed_in(url, "editor") as editor:
        home = "/bien-tap/hang-cho"
        decided = 0
        for sample in samples:
            found = re.search(r'name="entries" value="([\d,]+)"', await _page(editor, home))
            if found is None:  # all of it is decided
                break
            words = {"entries": found[1], "words": sample.text, "topic": "fee", "procedure": SLUG}
            await _send(editor, home, REFUSED, act="example", **words)
            await _send(editor, home, REFUSED, act="alias", **words)
            await _send(editor, home, act="drop", entries=found[1], reason=sample.text)
            decided += 1
        assert decided, "nothing was in the queue"
        return await _page(editor, home)


async def settings(url: str, samples: Sequence[Sample]) -> str:
    """An admin's reasons for a setting, for the off switch and for notices."""
    async with _signed_in(url, "admin") as admin:
        home = "/quan-tri/cai-dat"
        for at, sample in enumerate(samples):
            why = {"reason": sample.text}
            await _set(admin, "resume_link_days", value=str(20 + at), **why)
            await _set(admin, "bot", state="off", **why)
            await _set(admin, "bot", state="on", **why)
            notice = {"kind": "notice", "text_vi": f"Nghỉ lần {at}", "text_en": f"Closed, no. {at}"}
            await _send(admin, f"{home}/thong-bao", **notice, **why)
            shown = re.search(rf'action="({home}/thong-bao/\d+)"', await _page(admin, home))
            assert shown, admin.text
            await _send(admin, shown[1], **why)
        return await _page(admin, home)


async def accounts(url: str, samples: Sequence[Sample]) -> str:
    """An admin's reasons for all that is done with an account."""
    async with _signed_in(url, "admin") as admin:
        home, person = "/quan-tri/nguoi-dung", {"name": "Trần Hoa", "roles": "staff", "team": ""}
        await admin.get(f"{home}/moi")
        for login, role in (("thu-sep", "admin"), ("thu-nghiem", "staff")):  # without an admin nobody may be let out
            await _send(admin, f"{home}/moi", login=login, reason=samples[0].text, **person | {"roles": role})
            await admin.get(f"{home}/moi")
        here = f"{home}/{max(map(int, re.findall(rf'{home}/(\d+)', await _page(admin, home))))}"
        for at, sample in enumerate(samples):
            why = {"reason": sample.text}
            await _send(admin, here, **person | {"name": f"Trần Hoa {at}"}, **why)
            for act in ("khoa", "mo", "hai-lop", "mat-khau"):
                await _send(admin, f"{here}/{act}", **why)
                await admin.get(here)
        return await _page(admin, here)


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


async def metrics(url: str, token: str) -> str:
    """What Prometheus reads of a part."""
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as http, http.get(url + "/metrics", headers=headers) as response:
        text = await response.text()
        assert response.status == 200 and "motcua_" in text, text
        return text


Way = Callable[[str, Sequence[Sample]], Awaitable[str]]
WAYS: tuple[Way, ...] = (talk, phone, call_backs, canned, editing, review, settings, accounts)
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


async def _held(staff: Browser, citizen: Citizen) -> str:
    """A conversation that was taken over; gives its page, which is open."""
    await citizen.start()
    here = f"/lam-viec/c/{citizen.id}"
    await staff.get(here)
    await _send(staff, f"{here}/nhan")
    return here


async def _search(staff: Browser, words: str) -> None:
    async with staff.http.get(f"{staff.url}/lam-viec", params={"q": words[:100]}) as response:
        assert response.status == 200, await response.text()


async def _set(admin: Browser, key: str, **fields: str) -> None:
    """A setting from what its page shows now."""
    action = f"/quan-tri/cai-dat/{key}"
    page = await _page(admin, "/quan-tri/cai-dat")
    revision = re.search(rf'action="{action}".*?name="revision" value="(\d+)"', page, re.DOTALL)
    assert revision, page
    await _send(admin, action, revision=revision[1], **fields)


async def _send(person: Browser, path: str, expected: int = 200, /, **fields: str) -> None:
    """Sends a form; 200 is the page that one is led to when it was taken."""
    status = await person.send(path, **fields)
    assert status == expected, f"{path}: {status} {person.text[:300]}"
