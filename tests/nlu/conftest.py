"""What the tests of the sealed side share: a names file, the parts of Rasa that components ask for, messages."""

import json
import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.nlu.__main__ import settings

for _name, _value in settings().items():  # before Rasa is imported, or it sends telemetry and writes into the tree
    os.environ.setdefault(_name, _value)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import sanic.app  # noqa: F401  (turns deprecation warnings on for everything after it)

    warnings.simplefilter("ignore")
    from rasa.core.agent import Agent  # noqa: F401
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource
    from rasa.engine.storage.storage import ModelStorage
    from rasa.shared.nlu.constants import TEXT
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.code_extractor import CodeExtractor
    from bot.nlu.procedure_matcher import ProcedureMatcher
    from bot.nlu.tokenizer import VietnameseTokenizer

NAUGHTY = {
    "empty": "",
    "a space": " ",
    "decomposed": "phie\u0302\u0301u ly\u0301 li\u0323ch",
    "10,000 characters": "hồ sơ gồm những gì " * 526,
    "10,000 letters": "đ" * 10_000,
    "10,000 marks": "e" + "\u0301" * 9_999,
    "mixed scripts": "hồ sơ 書類 документы أوراق ต้องการ",
    "only emoji": "🙂👨‍👩‍👧‍👦🇻🇳",
    "right to left": "\u202eum hồ sơ\u202c \u200fphí\u200e",
    "markup": '<b>lệ phí</b> &amp; ${HOME} {{7*7}} /restart{"a": 1}',
    "half a pair": "lệ phí \ud83d",
    "brackets": "[birth_date:xyz] [phone:0123456789",
}


def names(*entries: tuple[str, list[str], bool], version: str = "one") -> dict[str, Any]:
    """The content of a names file with (folded name, slugs, context)."""
    listed = [{"text": text, "slugs": slugs, "context": context} for text, slugs, context in entries]
    return {"version": version, "names": listed}


NAMES = names(
    ("ly lich tu phap", ["criminal-record"], False),
    ("ly lich tu phap so 2", ["criminal-record-2"], False),
    ("so 1", ["criminal-record-1"], True),
    ("so 2", ["criminal-record-2"], True),
    ("cccd", ["identity-card"], False),
    ("khai sinh", ["birth-registration", "linked-birth"], False),
    ("v-neid", ["vneid"], False),
)


@pytest.fixture
def names_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A names file that NAMES_FILE points to."""
    path = tmp_path / "names.json"
    path.write_text(json.dumps(NAMES), "utf-8")
    monkeypatch.setenv("NAMES_FILE", str(path))
    return path


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    """Where components keep what they learned."""
    folder = tmp_path / "model"
    folder.mkdir()
    return LocalModelStorage.create(folder)


@pytest.fixture
def context() -> ExecutionContext:
    """Rasa's description of the run; our components read nothing of it."""
    return ExecutionContext(GraphSchema({}), "test")


@pytest.fixture
def matcher(names_file: Path, storage: ModelStorage, context: ExecutionContext) -> Iterator[ProcedureMatcher]:
    """A matcher over NAMES."""
    made = ProcedureMatcher.create(ProcedureMatcher.get_default_config(), storage, Resource("matcher"), context)
    yield made
    made.names.close()


@pytest.fixture
def understand(matcher: ProcedureMatcher) -> Callable[[str], Message]:
    """Runs the pipeline up to the classifier over a text."""
    tokenizer = VietnameseTokenizer(VietnameseTokenizer.get_default_config())
    extractor = CodeExtractor()

    def run(text: str) -> Message:
        message = Message({TEXT: text})
        for part in (tokenizer, extractor, matcher):
            part.process([message])
        return message

    return run
