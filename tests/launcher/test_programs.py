"""The programs behind a training: what they print is their progress and log, and what they may know is little."""

from pathlib import Path

import pytest

from bot.launcher.programs import NotMeasured, Programs
from tests.launcher.models import Bench, bench

__all__ = ["bench"]


def program(bench: Bench, monkeypatch: pytest.MonkeyPatch, body: str) -> Programs:
    """Programs whose measuring is this shell script; ``$OUT`` is where it must write."""
    path = bench.settings.state / "program"
    path.write_text(f"#!/bin/sh\nfor OUT; do :; done\n{body}\n")
    path.chmod(0o700)
    monkeypatch.setattr("bot.launcher.programs.SEALED_PYTHON", str(path))
    return Programs(bench.settings, {})


async def test_a_program_tells_how_far_it_is_and_its_lines_are_kept(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = program(
        bench, monkeypatch, 'printf "\\033[92mloading\\033[0m\\n"; echo progress 40; echo \'{"of": "x"}\' > "$OUT"'
    )
    assert await programs.messages(Path("a"), Path("b")) == {"of": "x"}
    sign = programs.sign()
    assert (sign.step, sign.percent) == ("measuring_messages", 40)
    assert sign.log.splitlines() == ["· measuring_messages", "loading"]
    assert (bench.settings.state / "logs/training.log").read_text() == "\x1b[92mloading\x1b[0m\n"


@pytest.mark.parametrize("body", ["exit 3", "true"])
async def test_a_program_that_fails_or_writes_nothing_has_not_measured(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    with pytest.raises(NotMeasured):
        await program(bench, monkeypatch, body).messages(Path("a"), Path("b"))


async def test_the_private_system_gets_nothing_of_our_settings(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ours")
    monkeypatch.setenv("VAULT_PRIVATE_KEY", "a secret")
    shown = 'env | sed \'s/=.*//\' | sed \'s/.*/"&"/\' | paste -sd, | sed \'s/.*/{"of": "x", "names": [&]}/\' > "$OUT"'
    script = bench.settings.state / "python"
    script.write_text(f"#!/bin/sh\nfor OUT; do :; done\n{shown}\n")
    script.chmod(0o700)
    monkeypatch.setattr("bot.launcher.programs.sys", type("sys", (), {"executable": str(script)}))
    told = await Programs(bench.settings, {"RASA_TOKEN": "a secret"}).talks(Path("a"))
    allowed = {
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "ENV_FILE",
        "TMPDIR",
        "PYTHONUNBUFFERED",
        "PWD",
        "OLDPWD",
        "SHLVL",
        "_",
    }
    assert set(told["names"]) <= allowed and "ENV_FILE" in told["names"]
