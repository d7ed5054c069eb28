"""``python -m actions``."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp import web

from actions import __main__ as program

ROOT = Path(__file__).parents[2]
SECRETS = ("ACTIONS_TOKEN", "VAULT_PRIVATE_KEY")


def test_without_its_secrets_it_says_which_are_missing_and_ends() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in SECRETS}
    command = [sys.executable, "-m", "actions"]
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert all(name in ended.stderr for name in SECRETS)
    assert "Traceback" not in ended.stderr


@pytest.fixture
def logs_restored() -> Any:
    """structlog as it was."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.mark.usefixtures("logs_restored")
def test_it_listens_on_loopback_only_and_without_an_access_log(monkeypatch: pytest.MonkeyPatch) -> None:
    served: dict[str, Any] = {}
    monkeypatch.setattr(web, "run_app", lambda app, **how: served.update(how))
    for name in SECRETS:
        monkeypatch.setenv(name, "0123456789abcdef")
    monkeypatch.setenv("ACTIONS_PORT", "1234")
    assert program.main() == 0
    assert (served["host"], served["port"], served["access_log"]) == ("127.0.0.1", 1234, None)


@pytest.mark.usefixtures("logs_restored")
def test_logs_are_json_lines_from_the_level_on(capsys: pytest.CaptureFixture[str]) -> None:
    program.configure_logs("warning")
    structlog.get_logger().info("not_shown")
    structlog.get_logger().warning("shown", agency="portal")
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["shown"]
