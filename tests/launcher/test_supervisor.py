"""Real child processes: started in order, started again when they die, all gone after a stop."""

import asyncio
import errno
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import islice, repeat
from pathlib import Path
from typing import Any

import pytest

from bot.launcher.errors import LaunchError
from bot.launcher.parts import Part
from bot.launcher.process import Process
from bot.launcher.supervisor import Supervisor, delays
from tests.launcher.servers import SERVER, listens, lives, port_of, server

PATIENCE = 60


def at_once() -> Iterator[float]:
    return repeat(0.0)


@asynccontextmanager
async def running(parts: list[Part], logs: Path, grace: float = 30) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(parts, logs, delays=at_once, grace=grace)
    ready = asyncio.Event()
    work = asyncio.create_task(supervisor.run(ready.set))
    try:
        await asyncio.wait_for(ready.wait(), PATIENCE)
        yield supervisor
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await supervisor.stop()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.02)


async def test_a_killed_part_is_started_again_and_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    part = server("web", tmp_path / "diary")
    async with running([part], tmp_path) as supervisor:
        first = supervisor.running["web"].pid
        os.kill(first, signal.SIGKILL)
        await until(lambda: supervisor.running["web"].pid != first and listens(port_of(part)))
        printed = ""

        def told() -> bool:
            nonlocal printed
            printed += capsys.readouterr().out
            return "web is ready again" in printed

        await until(told)
    assert printed.count("web ended (killed by signal 9); it is started again") == 1


async def test_a_part_added_later_is_started_again_though_the_system_refused_a_process_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added, really = server("rasa-2", tmp_path / "diary"), Process.start
    refused: list[bool] = []

    async def start(*given: Any) -> Process:
        if not refused:
            refused.append(True)
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return await really(*given)

    async with running([server("web", tmp_path / "diary")], tmp_path) as supervisor:
        await asyncio.wait_for(supervisor.add(added), PATIENCE)
        first = supervisor.running["rasa-2"].pid
        monkeypatch.setattr(Process, "start", start)
        os.kill(first, signal.SIGKILL)
        await until(lambda: supervisor.running["rasa-2"].pid != first and listens(port_of(added)))
    assert refused and "Resource temporarily unavailable" in (tmp_path / "rasa-2.log").read_text()


async def test_a_stop_leaves_no_process_and_no_port(tmp_path: Path) -> None:
    parts = [server("rasa", tmp_path / "diary"), server("web", tmp_path / "diary")]
    async with running(parts, tmp_path) as supervisor:
        pids = [process.pid for process in supervisor.running.values()]
        assert len(pids) == 2
    assert [pid for pid in pids if lives(pid)] == []
    assert [port_of(part) for part in parts if listens(port_of(part))] == []


async def test_a_part_and_its_own_child_that_ignore_the_request_are_ended_all_the_same(tmp_path: Path) -> None:
    deaf = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    helper = "import os\nif os.fork() == 0:\n    signal.pause()\n"
    code = deaf + helper + SERVER.replace("signal.signal(signal.SIGTERM, leave)", "")
    part = server("rasa", tmp_path / "diary", code=code)
    async with running([part], tmp_path, grace=0.1) as supervisor:
        group = supervisor.running["rasa"].pid
        children = Path(f"/proc/{group}/task/{group}/children").read_text().split()
        assert len(children) == 1
    assert not lives(group)
    await until(lambda: not lives(int(children[0])))


async def test_parts_start_after_those_they_need_and_stop_the_other_way_round(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    parts = [
        server("agencies", diary),
        server("actions", diary, after=("agencies",)),
        server("web", diary, after=("actions",)),
    ]
    async with running(parts, tmp_path):
        assert diary.read_text().split("\n")[:3] == ["start agencies", "start actions", "start web"]
    assert diary.read_text().split("\n")[3:6] == ["stop web", "stop actions", "stop agencies"]


async def test_a_part_that_cannot_start_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    part = server("web", tmp_path / "diary", code="raise SystemExit('VAULT_PUBLIC_KEY is missing')")
    supervisor = Supervisor([part], tmp_path, delays=at_once)
    with pytest.raises(LaunchError, match=r"^web does not start: .*web\.log says why\.$"):
        await asyncio.wait_for(supervisor.run(lambda: None), PATIENCE)
    await supervisor.stop()
    assert "VAULT_PUBLIC_KEY is missing" in (tmp_path / "web.log").read_text()


async def test_a_part_that_is_never_ready_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    silent = server("rasa", tmp_path / "diary", code="import signal; signal.pause()")
    part = Part(silent.name, silent.argv, silent.env, silent.ready, patience=0.1)
    supervisor = Supervisor([part], tmp_path, grace=30)
    with pytest.raises(LaunchError, match="^rasa was not ready within"):
        await asyncio.wait_for(supervisor.run(lambda: None), PATIENCE)
    await supervisor.stop()


def test_the_waits_before_new_starts_double_up_to_half_a_minute() -> None:
    assert list(islice(delays(), 7)) == [1, 2, 4, 8, 16, 30, 30]
