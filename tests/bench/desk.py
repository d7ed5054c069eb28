"""``python -m tests.bench.desk``: how soon a message is with whoever reads, with a hundred open chats and twenty staff.

One edge process and no Rasa (a held talk needs none); every member of staff has the inbox and five held conversations
open. Measured from the moment that a citizen sends until the line (server-sent events) of its holder has brought the
words, and until the inbox's has.
"""

import asyncio
import json
import secrets
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from pathlib import Path
from statistics import quantiles
from string import ascii_lowercase

import aiohttp
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts import passwords, people
from bot.web.app import create_app
from bot.web.desk.models import TeamRule
from bot.web.logs import configure
from bot.web.models import Conversation
from bot.web.settings import WebSettings
from procedures import vault
from procedures.calendar import now
from procedures.db import Base, make_engine, make_sessions
from tests.web.accounts.browser import Browser
from tests.web.conftest import Client, serving

CHATS, STAFF = 100, 20
EACH = 3
"""Messages of each citizen."""
SECONDS = 30.0
"""Over which they are spread."""
PASSWORD = "ba con vịt bơi qua sông"


class Ears:
    """When which words were heard on which kind of line."""

    def __init__(self) -> None:
        self.heard: dict[str, dict[str, float]] = defaultdict(dict)

    async def listen(self, browser: Browser, path: str, kind: str) -> None:
        """Reads one line until it is cancelled."""
        async with browser.http.get(browser.url + path, timeout=aiohttp.ClientTimeout(total=None)) as response:
            async for line in response.content:
                text = line.decode()
                if "tin-" in text:
                    for word in text.split("tin-")[1:]:
                        self.heard[kind].setdefault(word[:8], time.perf_counter())


async def measured() -> dict[str, tuple[float, float, int]]:
    """Median and 95th percentile in milliseconds, and how many never came, by kind of line."""
    with tempfile.TemporaryDirectory() as folder:
        settings, sessions = _prepared(Path(folder))
        async with serving(create_app(settings)) as url, aiohttp.ClientSession() as http:
            citizens = [await Client(http, url).start() for _ in range(CHATS)]
            for citizen in citizens:
                _wait(sessions, citizen.id)
            ears, lines, browsers = Ears(), [], []
            for number in range(STAFF):
                browser = Browser(url)
                browsers.append(browser)
                await browser.sign_in(f"nguoi{number}", PASSWORD)
                for citizen in citizens[number::STAFF]:
                    await browser.get(f"/lam-viec/c/{citizen.id}")
                    await browser.send(f"/lam-viec/c/{citizen.id}/nhan")
                    line = f"/lam-viec/c/{citizen.id}/stream?since=2"
                    lines.append(asyncio.create_task(ears.listen(browser, line, "conversation")))
                lines.append(asyncio.create_task(ears.listen(browser, "/lam-viec/stream?muc=mine", "inbox")))
            await asyncio.sleep(3)
            sent: dict[str, float] = {}
            await asyncio.gather(*(_writes(citizen, number, sent) for number, citizen in enumerate(citizens)))
            await asyncio.sleep(3)
            for task in lines:
                task.cancel()
            await asyncio.gather(*lines, return_exceptions=True)
            for browser in browsers:
                await browser.close()
    return {kind: _figures(sent, heard) for kind, heard in ears.heard.items()}


async def _writes(citizen: Client, number: int, sent: dict[str, float]) -> None:
    for turn in range(EACH):
        await asyncio.sleep(SECONDS / EACH * ((number * 0.618 + turn * 0.1) % 1 if turn == 0 else 1))
        word = "".join(secrets.choice(ascii_lowercase) for _ in range(8))  # digits could look like a personal number
        sent[word] = time.perf_counter()
        await citizen.post(str(uuid.uuid4()), text=f"câu hỏi tin-{word}")


def _figures(sent: dict[str, float], heard: dict[str, float]) -> tuple[float, float, int]:
    taken = [1000 * (heard[word] - began) for word, began in sent.items() if word in heard]
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18], len(sent) - len(taken)


def _prepared(folder: Path) -> tuple[WebSettings, sessionmaker[Session]]:
    public, private = vault.new_keys()
    settings = WebSettings(
        database_url=f"sqlite:///{folder / 'bench.db'}", state_dir=folder, rasa_url="http://127.0.0.1:9",
        actions_url="http://127.0.0.1:9", vault_public_key=public, address_key=SecretStr("a key of the bench"),
        accounts_key=SecretStr(public), desk_key=SecretStr(private), rate_address="100000/minute",
        rate_conversation="100000/minute", rate_new_conversations="100000/minute", log_level="ERROR",
    )  # fmt: skip
    app_tables = make_engine(settings.database)
    Base.metadata.create_all(app_tables)
    sessions, hashed = make_sessions(app_tables), passwords.hashed(PASSWORD)
    with sessions.begin() as session:
        rule = {"most_each": 20, "assign": False, "warn_minutes": 60, "close_minutes": 60, "hours": {}, "revision": 1}
        session.add(TeamRule(team_id=0, **rule))
        for number in range(STAFF):
            people.make(session, f"nguoi{number}", f"Người {number}", "", ["staff"]).password_hash = hashed
    return settings, sessions


def _wait(sessions: sessionmaker[Session], conversation: str) -> None:
    with sessions.begin() as session:
        found = session.get_one(Conversation, conversation)
        found.stage, found.waiting_since = "waiting", now()


def main() -> int:
    """Prints one line for each kind; a report, no gate."""
    configure("CRITICAL", "plain")  # only the figures; what goes wrong with the bench itself is raised
    figures = asyncio.run(measured())
    names = {"conversation": "message in the open talk", "inbox": "message in the inbox"}
    print(f"{CHATS} open chats, {STAFF} staff, {CHATS * EACH} messages in {SECONDS:.0f} s")
    for kind, (middle, worst, missing) in sorted(figures.items()):
        print(f"{names[kind]:30} p50 {middle:6.0f} ms   p95 {worst:6.0f} ms   never {missing}")
    print(json.dumps({kind: [round(value, 1) for value in values] for kind, values in figures.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
