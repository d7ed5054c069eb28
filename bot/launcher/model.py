"""The files of trained models: which one fits what it is to be made of, whether it is whole, which ones are kept."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.launcher.settings import ROOT
from bot.training.examples import Accepted
from bot.training.models import Made

SOURCES = (
    "config.yml", "domain.yml", "data/**/*.yml", "bot/nlu/**/*.py", "bot/nlu/*.json", "bot/nlu/requirements.txt",
    "procedures/text/*.py", "procedures/text/*.json",
)  # fmt: skip
"""All that a model depends on. Not the catalog: the names of procedures are read by the running model."""
KEPT = 2
SECONDS = ".seconds"
"""Suffix of the file beside a model that tells how long its training took."""


@dataclass(frozen=True)
class Wanted:
    """What a model is to be made of: the digest of the files here, and examples that editors accepted."""

    sources: str
    examples: Accepted

    @property
    def name(self) -> str:
        """``motcua-<digest>``; without examples the digest is that of the files."""
        if not self.examples.yml:
            return f"motcua-{self.sources}"
        return "motcua-" + hashlib.sha256(f"{self.sources}\n{self.examples.yml}".encode()).hexdigest()[:16]


def sources(root: Path = ROOT) -> list[Path]:
    """The files that a model depends on, in a fixed order."""
    return sorted({path for pattern in SOURCES for path in root.glob(pattern) if path.is_file()})


def content_hash(files: Iterable[Path], root: Path = ROOT) -> str:
    """16 hex digits that change with the name or the content of any of the files."""
    total = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()}\0{content}\n".encode())
    return total.hexdigest()[:16]


def corpus(root: Path = ROOT) -> dict[str, list[str]]:
    """The messages of ``data/nlu`` by intent."""
    found: dict[str, list[str]] = {}
    for path in sorted((root / "data/nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = entry["examples"].splitlines()
            found.setdefault(entry["intent"], []).extend(line.strip().removeprefix("- ") for line in lines)
    return found


def model_file(models: Path, name: str) -> Path:
    """Where the model of that name lies, if it is there."""
    return models / f"{name}.tar.gz"


def examples_file(models: Path, name: str) -> Path:
    """Where the accepted examples lie that the model was trained with, if it was."""
    return models / f"{name}.examples.yml"


def is_whole(path: Path) -> bool:
    """Whether the file is there and as it was written."""
    record = path.with_suffix(".sha256")
    return path.exists() and record.exists() and record.read_text("utf-8").strip() == sha256(path)


def find_model(models: Path, name: str) -> Path | None:
    """The model of that name, if its file is there and as it was written."""
    path = model_file(models, name)
    return path if is_whole(path) else None


def made(models: Path, wanted: Wanted) -> Made:
    """What there is to tell of a model that is there."""
    path = model_file(models, wanted.name)
    seconds = path.with_suffix(SECONDS)
    return Made(
        name=wanted.name,
        sha256=path.with_suffix(".sha256").read_text("utf-8").strip(),
        sources=wanted.sources,
        corpus_count=sum(len(lines) for lines in corpus().values()),
        examples=wanted.examples,
        seconds=float(seconds.read_text("utf-8")) if seconds.exists() else 0.0,
    )


def forget_old(models: Path, needed: Collection[str] = (), kept: int = KEPT) -> None:
    """Deletes all models but those of the names ``needed`` and the most recently used ones."""
    newest_first = sorted(models.glob("motcua-*.tar.gz"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in newest_first[kept:]:
        if name_of(path) not in needed:
            forget(models, name_of(path))


def forget(models: Path, name: str) -> None:
    """Deletes a model and what lies beside it."""
    path = model_file(models, name)
    for each in (path, path.with_suffix(".sha256"), path.with_suffix(SECONDS), examples_file(models, name)):
        each.unlink(missing_ok=True)


def name_of(path: Path) -> str:
    """The name of the model in that file."""
    return path.name.removesuffix(".tar.gz")


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
