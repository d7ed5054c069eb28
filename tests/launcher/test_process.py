"""One child: its output, its end, and its end when the launcher is killed."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.launcher.logs import PartLog
from bot.launcher.process import PIECE, Process
from tests.launcher.servers import lives

LAUNCHER = """
import asyncio, pathlib, sys
from bot.launcher.logs import PartLog
from bot.launcher.process import Process
async def main():
    with PartLog(pathlib.Path(sys.argv[1]), "part") as log:
        program = "import signal; print('up', flush=True); signal.pause()"
        child = await Process.start([sys.executable, "-c", program], {}, log)
        print("pid", child.pid, flush=True)
        await child.ended()
asyncio.run(main())
"""


async def outcome(code: str, folder: Path) -> tuple[int, str]:
    with PartLog(folder, "part") as log:
        process = await Process.start([sys.executable, "-c", code], {}, log)
        return await asyncio.wait_for(process.ended(), 60), (folder / "part.log").read_text("utf-8")


async def test_what_a_part_prints_goes_to_the_screen_with_its_name_and_to_its_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "import sys; print('một'); print('hai', file=sys.stderr); print('ba', end='')"
    status, logged = await outcome(code, tmp_path)
    assert status == 0
    assert sorted(logged.split()) == ["ba", "hai", "một"]
    assert sorted(capsys.readouterr().out.splitlines()) == ["part    │ ba", "part    │ hai", "part    │ một"]


async def test_a_line_without_end_is_logged_in_pieces_and_nothing_is_lost(tmp_path: Path) -> None:
    length = PIECE * 3 + 7
    _, logged = await outcome(f"print('x' * {length})", tmp_path)
    assert logged.count("x") == length


async def test_a_program_that_is_not_there_ends_with_one_sentence(tmp_path: Path) -> None:
    with PartLog(tmp_path, "part") as log:
        process = await Process.start([str(tmp_path / "no-such-program")], {}, log)
        assert await asyncio.wait_for(process.ended(), 60) == 127
    assert (tmp_path / "part.log").read_text().endswith("no-such-program cannot be run: No such file or directory\n")


async def test_a_part_sees_only_the_environment_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_PRIVATE_KEY", "not for everybody")
    _, logged = await outcome("import os; print('VAULT_PRIVATE_KEY' in os.environ)", tmp_path)
    assert logged == "False\n"


async def test_parts_end_when_the_launcher_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as launcher:
        assert launcher.stdout
        told = sorted([launcher.stdout.readline(), launcher.stdout.readline()])
        assert told[0].endswith("│ up\n")
        pid = int(told[1].split()[1])
        assert lives(pid)
        launcher.kill()
    async with asyncio.timeout(60):
        while lives(pid):
            await asyncio.sleep(0.02)


def test_a_log_that_grows_too_large_makes_room_once(tmp_path: Path) -> None:
    with PartLog(tmp_path, "part", largest=100) as log:
        for number in range(50):
            log.line(b"line %d of a talkative part\n" % number)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["part.log", "part.log.1"]
    assert all(path.stat().st_size < 200 for path in tmp_path.iterdir())


def test_a_full_disk_ends_the_log_but_not_the_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "part.log").symlink_to("/dev/full")
    with PartLog(tmp_path, "part") as log:
        log.line(b"first\n")
        log.line(b"second\n")
    assert capsys.readouterr().out.splitlines() == [
        "part    │ first",
        "mot-cua │ The disk is full: free some space and start again. The log of part is no longer written.",
        "part    │ second",
    ]
