"""A release with small servers in place of Rasa: moved only when the new one serves the asked model, else undone."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.launcher.parts import RASAS, Part
from bot.launcher.release import Releaser
from bot.launcher.settings import LauncherSettings
from bot.launcher.supervisor import Supervisor
from bot.training.requests import ask_release
from bot.training.tables import LiveRasa, Release, TrainedModel
from tests.launcher.models import Bench, bench
from tests.launcher.servers import free_port, listens

__all__ = ["bench"]
PATIENCE = 60
TOKEN = "a token of the tests"
RASA = """
import http.server, json, os, signal, sys
port, model, diary = int(sys.argv[1]), sys.argv[2], sys.argv[3]
class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())
    def do_GET(self):
        self.answer({"status": "ok", "model": model})
    def do_POST(self):
        with open(diary, "a") as file:
            file.write("parse\\n")
        self.answer({})
    def log_message(self, *_):
        pass
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
http.server.ThreadingHTTPServer.allow_reuse_address = True
http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


class Parts:
    """Makes small servers in place of Rasas; ``serves`` is the model they name, if not the asked one."""

    def __init__(self, diary: Path):
        self.diary = diary
        self.serves: str | None = None
        self.code = RASA

    def __call__(self, settings: LauncherSettings, shared: Mapping[str, str], model: Path, name: str) -> Part:
        port = settings.ports[RASAS[name]]
        argv = (sys.executable, "-c", self.code, str(port), self.serves or model.name, str(self.diary))
        return Part(name, argv, {}, f"http://127.0.0.1:{port}/webhooks/rest/ready", PATIENCE)


class Running:
    """A supervisor with one Rasa, and the releaser beside it."""

    def __init__(self, world: Bench, parts: Parts, drains: list[dict[str, bool]]):
        ports = {"rasa_port": free_port(), "rasa_second_port": free_port()}
        self.settings = world.settings.model_copy(update=ports)
        first = parts(self.settings, {}, Path(f"{world.live}.tar.gz"), "rasa")
        self.supervisor = Supervisor([first], world.settings.state / "logs", delays=lambda: iter([0.0] * 9))
        self.world, self.drains = world, drains

        async def drain() -> None:
            drains.append(self.listening())

        shared = {"RASA_TOKEN": TOKEN}
        self.releaser = Releaser(
            self.settings, shared, world.store, self.supervisor, make_part=parts, drain=drain
        )  # fmt: skip

    def listening(self) -> dict[str, bool]:
        """Which Rasas accept connections."""
        return {name: listens(self.settings.ports[setting]) for name, setting in RASAS.items()}

    async def release(self, model: int) -> Release:
        """A release that somebody asked for, after the launcher has looked once."""
        with self.world.begin() as session:
            number = ask_release(session, 7, model, "tốt hơn")
        await asyncio.wait_for(self.releaser.one(), PATIENCE)
        with self.world.begin() as session:
            return session.get_one(Release, number)

    def live(self) -> tuple[str, str]:
        """Name of the live model, and where it answers."""
        with self.world.begin() as session:
            row = session.get_one(LiveRasa, 1)
            return session.get_one(TrainedModel, row.model_id).name, row.url


@asynccontextmanager
async def running(world: Bench, parts: Parts) -> AsyncIterator[Running]:
    made = Running(world, parts, [])
    ready = asyncio.Event()
    work = asyncio.create_task(made.supervisor.run(ready.set))
    try:
        await asyncio.wait_for(ready.wait(), PATIENCE)
        yield made
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await made.supervisor.stop()
        assert not any(made.listening().values())


async def test_the_new_one_answers_before_the_old_one_ends_and_the_way_back_is_the_same(bench: Bench) -> None:
    other = bench.was_live("motcua-2")
    parts = Parts(bench.settings.state / "diary")
    async with running(bench, parts) as system:
        ended = await system.release(other)
        assert (ended.state, ended.error, ended.open) == ("done", None, None)
        assert system.drains == [{"rasa": True, "rasa-2": True}]
        assert system.listening() == {"rasa": False, "rasa-2": True}
        second = system.settings.ports["RASA_SECOND_PORT"]
        assert system.live() == ("motcua-2", f"http://127.0.0.1:{second}")
        assert parts.diary.read_text().count("parse") > 30  # one message of each intent
        assert (await system.release(1)).state == "done"
        assert system.listening() == {"rasa": True, "rasa-2": False}
        assert system.live()[0] == bench.live


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        ("gone", "no_file"),
        ("changed", "other_file"),
        ("another model", "other_model"),
        ("dies", "not_ready"),
        ("new code", "other_sources"),
    ],
)
async def test_a_model_that_does_not_come_up_as_asked_leaves_the_old_one_untouched(
    bench: Bench, spoil: str, error: str
) -> None:
    other = bench.was_live("motcua-2")
    parts = Parts(bench.settings.state / "diary")
    async with running(bench, parts) as system:
        before = system.supervisor.running["rasa"].pid
        live = system.live()
        path = bench.settings.models / "motcua-2.tar.gz"
        if spoil == "gone":
            path.unlink()
        elif spoil == "changed":
            path.write_text("other weights")
        elif spoil == "another model":
            parts.serves = "motcua-3.tar.gz"
        elif spoil == "dies":
            parts.code = "raise SystemExit(1)"
        else:
            with bench.begin() as session:
                for number in (1, other):
                    session.get_one(TrainedModel, number).sources = "9" * 16
        ended = await system.release(other)
        assert (ended.state, ended.error, ended.open) == ("failed", error, None)
        assert system.live() == live and system.drains == []
        assert system.supervisor.running["rasa"].pid == before
        assert system.listening() == {"rasa": True, "rasa-2": False}


async def test_a_fault_that_nobody_thought_of_fails_the_release_and_the_next_one_is_done(bench: Bench) -> None:
    other = bench.was_live("motcua-2")
    async with running(bench, Parts(bench.settings.state / "diary")) as system:
        system.releaser._shared = {}
        with pytest.raises(KeyError):
            await system.release(other)
        with bench.begin() as session:
            failed = session.scalars(select(Release).where(Release.error.is_not(None))).one()
        assert (failed.state, failed.open, system.listening()["rasa-2"]) == ("failed", None, False)
        system.releaser._shared = {"RASA_TOKEN": TOKEN}
        assert (await system.release(other)).state == "done"


async def test_a_stop_in_the_middle_leaves_no_process(bench: Bench) -> None:
    other = bench.was_live("motcua-2")
    async with running(bench, Parts(bench.settings.state / "diary")) as system:
        reached = asyncio.Event()

        async def drain() -> None:
            reached.set()
            await asyncio.Event().wait()

        system.releaser._drain = drain
        with bench.begin() as session:
            ask_release(session, 7, other, "tốt hơn")
        releasing = asyncio.create_task(system.releaser.one())
        await asyncio.wait_for(reached.wait(), PATIENCE)
        assert system.listening() == {"rasa": True, "rasa-2": True}
        releasing.cancel()
        await asyncio.gather(releasing, return_exceptions=True)


async def test_the_rasa_that_was_released_is_started_again_when_it_dies(bench: Bench) -> None:
    other = bench.was_live("motcua-2")
    async with running(bench, Parts(bench.settings.state / "diary")) as system:
        await system.release(other)
        first = system.supervisor.running["rasa-2"]
        first.kill()
        async with asyncio.timeout(PATIENCE):
            while system.supervisor.running["rasa-2"] is first or not system.listening()["rasa-2"]:
                await asyncio.sleep(0.02)
