"""The audit of dependencies, with a tool that answers as a test says."""

import json
from pathlib import Path

import pytest

from tests import audit

WEAK = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SOUND = {"name": "new", "version": "2.0", "vulns": []}


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In uv's place; what stands in its file ``says`` is what it prints."""
    path = tmp_path / "uv"
    path.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\ncat {tmp_path}/says\n', "utf-8")
    path.chmod(0o700)
    monkeypatch.setattr(audit, "find_uv", lambda: str(path))
    return tmp_path


def says(tool: Path, *pins: object) -> None:
    (tool / "says").write_text(json.dumps({"dependencies": pins}), "utf-8")


def test_a_weakness_on_the_open_side_is_named_and_fails(tool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says(tool, WEAK, SOUND)
    assert audit.main() == 1
    printed = capsys.readouterr().out
    assert "✗ requirements.txt: old 1.0: PYSEC-1, fixed in ['1.1']" in printed and "new 2.0" not in printed


def test_one_of_the_sealed_side_is_named_and_does_not_fail(
    tool: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "OPEN", ())
    says(tool, WEAK)
    assert audit.main() == 0
    assert "· bot/nlu/requirements.txt: old 1.0" in capsys.readouterr().out


def test_every_lock_is_looked_at(tool: Path) -> None:
    says(tool, SOUND)
    assert audit.main() == 0
    asked = (tool / "asked").read_text("utf-8")
    for lock in ("requirements.txt", "requirements-dev.txt", "bot/nlu/requirements.txt"):
        assert str(audit.ROOT / lock) in asked and (audit.ROOT / lock).exists()


def test_without_the_network_it_says_so_and_ends_well(tool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tool / "says").write_text("no route to host", "utf-8")
    assert audit.main() == 0
    assert "not reachable, nothing was audited" in capsys.readouterr().out


def test_without_uv_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(audit, "UVS", ())
    with pytest.raises(audit.NotReachable, match="no uv"):
        audit.find_uv()
