"""The command as a person runs it: what cannot go on says why in one line, without a traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.launcher.alone import held
from bot.launcher.settings import ROOT
from tests.launcher.servers import free_port


def launcher(state: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "STATE_DIR": str(state), "ENV_FILE": os.devnull, "PORT": str(free_port()), **settings}
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
    assert (done.returncode, done.stderr) == (2, "usage: python -m bot.launcher [run|train|evaluate]\n")
