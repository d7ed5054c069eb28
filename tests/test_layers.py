"""Arrows point inward (docs/architecture.md): who may import whom, read off the code itself."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("bot", "actions", "procedures", "tests")

MAY = {
    "procedures": ("procedures",),
    "actions": ("actions", "procedures"),
    "bot/training": ("bot.training", "procedures"),
    "bot/web": ("bot.web", "bot.training", "procedures"),
    "bot/nlu": ("bot.nlu", "procedures.text"),
    "bot/launcher": ("bot.launcher", "bot.training", "procedures.calendar", "procedures.db", "procedures.settings"),
}
"""Folder → prefixes of our own modules that it may import."""

BANNED = {
    "procedures": ("rasa", "rasa_sdk", "fastapi", "starlette"),
    "actions": ("rasa", "fastapi", "starlette"),
    "bot/web": ("rasa", "rasa_sdk"),
    "bot/training": ("rasa", "rasa_sdk", "fastapi", "starlette"),
}
"""Folder → libraries that it must not import."""


def _imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def _files(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if ".venv" not in path.parts)


def _under(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


@pytest.mark.parametrize("folder", sorted(MAY))
def test_a_layer_imports_only_what_lies_further_in(folder: str) -> None:
    for path in _files(folder):
        for name in _imports(path):
            if name.split(".")[0] in OURS:
                assert _under(name, MAY[folder]), f"{path.relative_to(ROOT)} imports {name}"
            assert not _under(name, BANNED.get(folder, ())), f"{path.relative_to(ROOT)} imports {name}"


def test_every_folder_of_code_has_its_rule() -> None:
    held = {path for folder in MAY for path in _files(folder)}
    loose = [path for folder in ("bot", "actions", "procedures") for path in _files(folder) if path not in held]
    assert [path.relative_to(ROOT).as_posix() for path in loose] == ["bot/__init__.py"]


def test_what_both_runtimes_share_needs_only_the_standard_library_of_python_3_10() -> None:
    files = _files("procedures/text")
    assert files
    for path in files:
        ast.parse(path.read_text("utf-8"), feature_version=(3, 10))
        strange = [name for name in _imports(path) if not _under(name, ("procedures.text", *sys.stdlib_module_names))]
        assert strange == [], path
    assert (ROOT / "procedures/__init__.py").read_text("utf-8") == ""


def test_only_actions_call_agencies() -> None:
    for folder in ("bot/web", "procedures", "bot/nlu"):
        for path in _files(folder):
            assert "AGENCY_" not in path.read_text("utf-8"), path
