"""What ``make test`` runs, and what it may leave out."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from bot.launcher import checks
from bot.launcher.services import Service, find_chromium, find_postgres, find_redis
from bot.launcher.settings import ROOT
from tests.launcher.servers import free_port

FOUND = Service("redis", "TEST_REDIS_URL", "redis://here")
MISSING = Service("browser", "TEST_CHROMIUM", None, "no chromium on PATH")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, ...]]]:
    ran: list[tuple[str, ...]] = []

    def keep(all_commands: tuple[tuple[str, ...], ...], env: dict[str, str]) -> int:
        ran.extend(all_commands)
        return 0

    monkeypatch.setattr(checks, "find_services", lambda env: [FOUND, MISSING])
    monkeypatch.setattr(checks, "run_all", keep)
    monkeypatch.setattr(checks, "is_used", lambda marker: True)
    yield ran


def test_a_missing_service_is_named_and_its_tests_left_out(
    commands: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert checks.main([]) == 0
    assert capsys.readouterr().out == "· left out: browser tests (no chromium on PATH)\n"
    assert commands[-1][-2:] == ("-m", "not browser")


def test_in_ci_nothing_may_be_missing(
    commands: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert checks.main([]) == 1
    assert "CI leaves nothing out, but these cannot run: browser tests" in capsys.readouterr().err
    assert commands == []


def test_the_first_command_that_fails_ends_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.run_all((("true",), ("false",), ("touch", "/never")), dict(os.environ)) == 1
    assert capsys.readouterr().err == "✗ false failed\n"


def test_tests_run_without_the_settings_of_the_person_who_runs_them() -> None:
    env = checks.clean_environment({"DATABASE_URL": "postgresql://production", "PATH": "/bin", "PORT": "1"})
    assert set(env) == {"PATH", "ENV_FILE", "STATE_DIR", "MODELS_DIR"}


def test_a_service_that_no_test_uses_is_not_asked_for() -> None:
    assert checks.is_used("postgres")
    assert not checks.is_used("carrier_" + "pigeon")


def test_services_that_do_not_answer_are_missing() -> None:
    port = free_port()
    assert find_redis(f"redis://127.0.0.1:{port}").found is None
    assert find_postgres(f"postgresql+psycopg://nobody@127.0.0.1:{port}/test").found is None
    assert find_chromium("no-such-browser") == Service("browser", "TEST_CHROMIUM", None, "no no-such-browser on PATH")


def test_ci_only_installs_packages_and_calls_make() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)
    lines = script.read_text("utf-8").splitlines()
    assert lines[-4:] == [
        "make --no-print-directory test",
        "make --no-print-directory audit",
        "make --no-print-directory evaluate",
        "exec .venv/bin/python -m tests.bench.floors var/evaluation/report.json",
    ]
    assert [line for line in lines if "pytest" in line or "pip " in line] == []


def test_make_help_names_every_command_of_the_issue() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = {line.split()[1] for line in done.stdout.splitlines()}
    assert {"run", "test", "train", "lint", "evaluate", "bench", "clean", "help"} <= named
