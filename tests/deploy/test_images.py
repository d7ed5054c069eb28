"""What must be so in the images, and that what they hold is whole."""

import ast
import fnmatch
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.launcher.model import SOURCES

ROOT = Path(__file__).parents[2]
OPEN, SEALED = "deploy/Containerfile.open", "deploy/Containerfile.rasa"
IMAGES = (OPEN, SEALED)
OURS = ("actions", "bot", "procedures")
WALK = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        if module.name != "procedures.migrations.env":  # only Alembic can run it
            importlib.import_module(module.name)
            print(module.name)
"""


def copied(path: str) -> list[tuple[str, str]]:
    """What the last stage of an image copies from the build's context, and where to."""
    text = (ROOT / path).read_text("utf-8").rpartition("\nFROM ")[2]
    lines = [line.split() for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)]
    return [(name, names[-1]) for names in lines for name in names[:-1]]


def in_context(path: str) -> bool:
    """Whether .dockerignore lets it into the build's context; the last line that fits decides."""
    folders = [path, *(str(parent) for parent in Path(path).parents)]
    inside = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        names = [Path(each).name for each in folders] if "**/" in line else folders
        if any(fnmatch.fnmatch(name, pattern) for name in names):
            inside = line.startswith("!")
    return inside


def make_tree(path: str, folder: Path) -> Path:
    """The files of an image, as a build would put them together."""
    for source, target in copied(path):
        for file in [ROOT / source, *(ROOT / source).rglob("*")]:
            if file.is_file() and in_context(str(file.relative_to(ROOT))):
                into = folder / target / (file.name if target == "./" else file.relative_to(ROOT / source))
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, into)
    return folder


@pytest.mark.parametrize("path", IMAGES)
def test_an_image_takes_packages_by_hash_runs_as_nobody_and_names_no_host(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert "--require-hashes" in text
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["10001:10001"]
    assert re.findall(r"^FROM (\S+)", text, re.MULTILINE)[-1] == "${PYTHON_IMAGE}"
    assert not re.search(r"https://|index-url|(?:docker|quay|ghcr)\.io", text)


@pytest.mark.parametrize("path", IMAGES)
def test_what_an_image_copies_is_there_and_not_kept_out(path: str) -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", (ROOT / path).read_text("utf-8"), re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert in_context(name), name


def test_every_module_in_the_open_image_can_be_imported_there(tmp_path: Path) -> None:
    tree = make_tree(OPEN, tmp_path)
    walk = subprocess.run(
        [sys.executable, "-W", "error", "-c", WALK, *OURS],
        cwd=tree,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert walk.returncode == 0, walk.stderr
    started = {
        "bot.web.__main__",
        "actions.__main__",
        "actions.agencies.mock.__main__",
        "procedures.publishing.__main__",
    }
    commands = {
        "bot.web.accounts.__main__",
        "bot.web.citizen.__main__",
        "bot.web.retention",
        "procedures.migrations.run",
    }
    assert started | commands <= set(walk.stdout.split())


def missing(tree: Path) -> list[str]:
    """What modules there import of ours that is not there."""
    found = []
    for path in tree.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                file = tree / name.replace(".", "/")
                if name.split(".")[0] in OURS and not (
                    file.with_suffix(".py").exists() or (file / "__init__.py").exists()
                ):
                    found.append(f"{path.relative_to(tree)}: {name}")
    return found


def test_every_module_in_the_sealed_image_finds_what_it_imports_of_ours(tmp_path: Path) -> None:
    tree = make_tree(SEALED, tmp_path)
    assert (tree / "bot/nlu/__main__.py").exists() and missing(tree) == []
    shutil.rmtree(tree / "procedures/text")
    assert missing(tree)


def test_a_model_is_trained_from_all_that_it_depends_on() -> None:
    text = (ROOT / SEALED).read_text("utf-8")
    names = {name for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE) for name in line.split()[:-1]}
    assert [each for each in SOURCES if not any(each == name or each.startswith(name + "/") for name in names)] == []
