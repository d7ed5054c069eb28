"""The set-up: any Python from 3.8, no needless work, and one sentence for what goes wrong."""

import ast
import os
import stat
import sys
from pathlib import Path

import pytest

from bot.launcher.bootstrap import __main__ as command
from bot.launcher.bootstrap import environments, pythons, shell, tools
from bot.launcher.bootstrap.environments import OPEN, digest, install, lock_needed
from bot.launcher.bootstrap.errors import SetupError, StepFailed, explain
from bot.launcher.settings import ROOT

FILES = sorted((ROOT / "bot/launcher/bootstrap").glob("*.py"))


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_valid_on_python_3_8_and_needs_only_its_standard_library(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"), feature_version=(3, 8))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in imported if name.startswith("bot.launcher.bootstrap")}
    assert {name.split(".")[0] for name in imported - ours} <= set(sys.stdlib_module_names)
    assert len(path.read_text("utf-8").splitlines()) < 3 or "from __future__ import annotations" in path.read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("output", "lock", "said"),
    [
        ("error: failed to write: No space left on device (os error 28)", "a.txt", "The disk is full"),
        ("× Hash mismatch for `aiohttp==3.14.5`", "a.txt", "The lock a.txt is broken"),
        (
            "error: Unexpected '<', expected '-c' or the start of a requirement: a:1:1",
            "a.txt",
            "The lock a.txt is broken",
        ),
        ("error: Couldn't parse requirement in `a.txt` at position 0", "a.txt", "The lock a.txt is broken"),
        ("cause: error sending request\n cause: Connection refused (os error 111)", "a.txt", "could not be reached"),
        ("ERROR: No matching distribution found for uv (from versions: none)", None, "could not be reached"),
        ("something new", None, "failed (something new); the whole output is in .tools/setup.log"),
    ],
)
def test_what_a_failed_command_printed_becomes_one_sentence(output: str, lock: str | None, said: str) -> None:
    sentence = explain("Installing", output, lock)
    assert said in sentence
    assert "\n" not in sentence


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("plain")
    (tmp_path / "requirements-dev.txt").write_text("with test tools")
    program(tmp_path / ".venv/bin/python", "exit 0\n")
    return tmp_path


def stamp(tree: Path, lock: str) -> None:
    (tree / ".venv/.lock-stamp").write_text(f"{lock} {digest(tree, lock)}\n")


def test_an_environment_is_installed_once(tree: Path) -> None:
    assert lock_needed(tree, OPEN, tests=False) == "requirements.txt"
    stamp(tree, "requirements.txt")
    assert lock_needed(tree, OPEN, tests=False) is None


def test_a_changed_lock_is_installed_again(tree: Path) -> None:
    stamp(tree, "requirements.txt")
    (tree / "requirements.txt").write_text("changed")
    assert lock_needed(tree, OPEN, tests=False) == "requirements.txt"


def test_test_tools_are_added_and_then_left_in_place_by_a_plain_start(tree: Path) -> None:
    stamp(tree, "requirements.txt")
    assert lock_needed(tree, OPEN, tests=True) == "requirements-dev.txt"
    stamp(tree, "requirements-dev.txt")
    assert lock_needed(tree, OPEN, tests=False) is None


def test_an_environment_whose_python_has_gone_is_made_again(tree: Path) -> None:
    stamp(tree, "requirements.txt")
    (tree / ".venv/bin/python").unlink()
    (tree / ".venv/bin/python").symlink_to(tree / "gone")
    assert lock_needed(tree, OPEN, tests=False) == "requirements.txt"


def test_an_installation_that_failed_is_not_taken_for_done(tree: Path, tmp_path: Path) -> None:
    stamp(tree, "requirements.txt")
    uv = program(tmp_path / "uv", "echo 'hash mismatch'; exit 1\n")
    with pytest.raises(StepFailed, match="^The lock requirements.txt is broken"):
        install(tree, OPEN, "requirements.txt", str(uv), tmp_path / "log")
    assert lock_needed(tree, OPEN, tests=False) == "requirements.txt"


def test_a_missing_lock_is_one_sentence(tree: Path) -> None:
    (tree / "requirements.txt").unlink()
    with pytest.raises(SetupError, match="bring it back with `git checkout requirements.txt`"):
        lock_needed(tree, OPEN, tests=False)


def test_too_small_a_disk_is_said_before_anything_is_fetched(tree: Path, tmp_path: Path) -> None:
    hungry = OPEN._replace(gigabytes=1e9)
    with pytest.raises(SetupError, match="of disk are free"):
        install(tree, hungry, "requirements.txt", "no-uv", tmp_path / "log")


def test_full_interpreters_of_pyenv_come_before_what_path_has_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for release in ("3.10.9", "3.10.13", "3.12.1"):
        program(tmp_path / f"pyenv/versions/{release}/bin/python{release.rpartition('.')[0]}", "exit 0\n")
    shim = program(tmp_path / "shims/python3.10", "exit 127\n")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(shim.parent))
    versions = tmp_path / "pyenv/versions"
    assert pythons.candidates("3.10") == [
        str(versions / "3.10.13/bin/python3.10"), str(versions / "3.10.9/bin/python3.10"), str(shim), sys.executable,
    ]  # fmt: skip


def test_a_bare_shim_or_a_program_of_another_version_is_no_python(tmp_path: Path) -> None:
    version = ".".join(str(part) for part in sys.version_info[:2])
    assert pythons.probe(str(program(tmp_path / "shim", "echo 'not installed' >&2; exit 127\n")), version) is None
    assert pythons.probe(sys.executable, "3.1") is None
    assert pythons.probe(sys.executable, version) == sys.executable


def test_a_python_that_cannot_be_had_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/bin")
    uv = program(tmp_path / "uv", "exit 1\n")
    with pytest.raises(SetupError, match="^Python 3.7 is neither on this machine nor could uv fetch it"):
        pythons.find_python(str(uv), ("3.7",), tmp_path / "log")


def test_a_uv_on_path_is_used_if_it_is_new_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}{os.pathsep}/bin")
    uv = program(tmp_path / "path/uv", "echo 'uv 0.4.30'\n")
    assert tools.find_uv(tmp_path) is None
    program(uv, "echo 'uv 0.11.2 (x86_64-unknown-linux-gnu)'\n")
    assert tools.find_uv(tmp_path) == str(uv)


def test_a_python3_without_venv_fetches_uv_with_its_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f'echo "$@" >> {tmp_path}/calls\n[ "$2" = venv ] && exit 1\nexit 0\n'
    monkeypatch.setattr(sys, "executable", str(program(tmp_path / "python3", script)))
    assert tools.fetch_uv(tmp_path, tmp_path / "log") == str(tmp_path / "uv-target/bin/uv")
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[0].startswith("-m venv")
    assert "--require-hashes" in calls[-1] and calls[-1].endswith(f"--target {tmp_path / 'uv-target'}")


def test_a_python3_with_neither_venv_nor_pip_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(program(tmp_path / "python3", "exit 1\n")))
    with pytest.raises(SetupError, match="apt install python3-venv"):
        tools.fetch_uv(tmp_path, tmp_path / "log")


def test_nothing_is_asked_for_when_all_is_in_place(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp(tree, "requirements.txt")
    monkeypatch.setattr(command, "SEALED", OPEN)
    monkeypatch.setattr(command, "find_uv", lambda _: pytest.fail("uv was looked for"))
    command.set_up(tree, tests=False)


def test_a_full_disk_in_the_middle_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_root: Path, tests: bool) -> None:
        Path("/dev/full").write_text("x")

    monkeypatch.setattr(command, "set_up", full)
    assert command.main() == 1
    assert capsys.readouterr().err.startswith("✗ The disk is full: free about")


def test_a_long_step_shows_that_it_is_alive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setattr(shell, "SIGN_OF_LIFE_SECONDS", 0.01)
    monkeypatch.setattr(shell, "say", lambda line: seen.write_text(line))
    # Ends when the sign of life has been written, however long that takes.
    shell.step("Waiting", ["sh", "-c", f"while ! grep -q 'still at it' {seen}; do sleep 0.01; done"], tmp_path / "log")
    assert seen.read_text().startswith("  … still at it (")


def test_the_environments_are_those_that_the_commands_use() -> None:
    assert (environments.OPEN.folder, environments.SEALED.folder) == (".venv", ".venv-rasa")
    assert environments.SEALED.pythons == ("3.10",)
