"""The command as a person runs it: what cannot go on says why in one line, without a traceback."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.launcher.alone import held
from bot.launcher.settings import ROOT
from tests.launcher.servers import lives
from tests.stack import free_ports


def launcher(state: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "STATE_DIR": str(state), "ENV_FILE": os.devnull, "PORT": str(free_ports(5)), **settings}
    command = [sys.executable, "-m", "bot.launcher", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_a_taken_port_stops_the_start_before_anything_runs(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = launcher(tmp_path, PORT=port)
    assert done.returncode == 1
    assert done.stderr == f"✗ Port {port} is taken by another program: free it, or set PORT to another port.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["launcher.lock"]


def test_a_second_start_on_the_same_state_is_refused(tmp_path: Path) -> None:
    with held(tmp_path):
        done = launcher(tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"✗ Another start (process {os.getpid()}) is using {tmp_path}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"PORT": "eight thousand"}, "✗ PORT is not usable: "),
        ({"MOCK_AGENCIES": "maybe"}, "✗ MOCK_AGENCIES is not usable: "),
        ({"VAULT_PRIVATE_KEY": "x"}, "✗ VAULT_PRIVATE_KEY is set alone"),
        ({"STATE_DIR": "/proc/nowhere"}, "✗ The system refused: "),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    done = launcher(tmp_path, **settings)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_an_unknown_command_shows_the_known_ones(tmp_path: Path) -> None:
    done = launcher(tmp_path, "fly")
    assert (done.returncode, done.stderr) == (2, "usage: python -m bot.launcher [run|train|evaluate|backup|restore]\n")


STUBBORN = """
import asyncio, sys
from pathlib import Path
from bot.launcher.__main__ import until_stopped
from bot.launcher.supervisor import Supervisor
from tests.launcher.servers import SERVER, server
deaf = SERVER.replace("signal.signal(signal.SIGTERM, leave)", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
async def work():
    supervisor = Supervisor([server("web", Path(sys.argv[1]), code=deaf)], Path(sys.argv[1]).parent, grace=1e6)
    try:
        await supervisor.run(lambda: print("ready", supervisor.running["web"].pid, flush=True))
    finally:
        print("stopping", flush=True)
        await supervisor.stop()
print("stopped by a person:", asyncio.run(until_stopped(work())))
"""


def test_a_second_ctrl_c_ends_stubborn_parts_at_once_and_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", STUBBORN, str(tmp_path / "diary")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout and process.stderr
        line = next(line for line in process.stdout if line.startswith("ready"))
        process.send_signal(signal.SIGINT)
        assert "stopping\n" in process.stdout
        process.send_signal(signal.SIGINT)
        assert process.stdout.readlines()[-1] == "stopped by a person: True\n"
        assert process.stderr.read() == ""
    assert process.returncode == 0
    assert not lives(int(line.split()[1]))
