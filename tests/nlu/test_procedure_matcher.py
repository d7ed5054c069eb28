"""Procedures by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.masking import views
from bot.nlu.names import Names
from bot.nlu.procedure_matcher import ProcedureMatcher
from tests.nlu.conftest import NAUGHTY

DECOMPOSED = "ly\u0301 li\u0323ch tu\u031b pha\u0301p"
CASES = [
    ("lý lịch tư pháp", [("procedure", "criminal-record", "lý lịch tư pháp")]),
    ("xin LY LICH TU PHAP so 2 o dau", [("procedure", "criminal-record-2", "LY LICH TU PHAP so 2")]),
    (DECOMPOSED, [("procedure", "criminal-record", DECOMPOSED)]),
    ("đổi sang số 1 thì sao", [("variant", "criminal-record-1", "số 1")]),
    ("lý lịch tư pháp khác số 2 chỗ nào", [
        ("procedure", "criminal-record", "lý lịch tư pháp"), ("variant", "criminal-record-2", "số 2"),
    ]),
    ("mất CCCD/CMND", [("procedure", "identity-card", "CCCD")]),
    ("làm khai sinh", [
        ("procedure", "birth-registration", "khai sinh"), ("procedure", "linked-birth", "khai sinh"),
    ]),
    ("cài v-neid", [("procedure", "vneid", "v-neid")]),
    ("lý-lịch tư pháp", [("procedure", "criminal-record", "lý-lịch tư pháp")]),
    ("xin lys lichj tuw phaps soos 2", [("procedure", "criminal-record-2", "lys lichj tuw phaps soos 2")]),
    ("ly1 li5ch tu7 pha1p", [("procedure", "criminal-record", "ly1 li5ch tu7 pha1p")]),
    ("đổi sang so1", [("variant", "criminal-record-1", "so1")]),
    ("số 12", []),
    ("khai sinhh", [
        ("procedure", "birth-registration", "khai sinhh"), ("procedure", "linked-birth", "khai sinhh"),
    ]),
    ("cccdd", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_names_these_procedures(
    understand: Callable[[str], Message], text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = understand(text).get(ENTITIES) or []
    assert [(e["entity"], e["value"], text[e["start"] : e["end"]]) for e in found] == expected


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_naughty_strings_name_nothing_and_raise_nothing(understand: Callable[[str], Message], text: str) -> None:
    assert not understand(text).get(ENTITIES)


def test_a_name_far_inside_a_long_message_is_found_at_its_place(understand: Callable[[str], Message]) -> None:
    text = NAUGHTY["10,000 characters"] + "lý lịch tư pháp"
    (found,) = understand(text).get(ENTITIES)
    assert text[found["start"] : found["end"]] == "lý lịch tư pháp"


def test_the_model_keeps_a_copy_for_a_start_without_the_file(
    matcher: ProcedureMatcher, names_file: Path, storage: ModelStorage, context: ExecutionContext
) -> None:
    resource = matcher.train(TrainingData())
    names_file.unlink()
    loaded = ProcedureMatcher.load(ProcedureMatcher.get_default_config(), storage, resource, context)
    assert [found.slugs for found in loaded.names.current.find(["cccd"])] == [("identity-card",)]


def test_the_file_goes_before_the_copy(
    matcher: ProcedureMatcher, names_file: Path, storage: ModelStorage, context: ExecutionContext
) -> None:
    resource = matcher.train(TrainingData())
    names_file.write_text('{"version": "two", "names": []}', "utf-8")
    loaded = ProcedureMatcher.load(ProcedureMatcher.get_default_config(), storage, resource, context)
    assert loaded.names.current.version == "two"


def test_without_file_and_copy_nothing_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, storage: ModelStorage, context: ExecutionContext
) -> None:
    monkeypatch.setenv("NAMES_FILE", str(tmp_path / "none.json"))
    made = ProcedureMatcher.create(ProcedureMatcher.get_default_config(), storage, Resource("matcher"), context)
    assert made.names.current.find(["cccd"]) == []


@pytest.mark.parametrize(
    ("text", "entities", "seen"),
    [
        ("mất bằng lái phải làm sao", [("guide", "licence"), ("procedure", "licence-lost")], "PROCEDURE phải làm sao"),
        ("vợ mới sinh cần làm gì", [("guide", "birth"), ("procedure", "birth")], "vợ mới sinh cần làm gì PROCEDURE"),
    ],
)
def test_what_starts_a_guide_also_gives_what_it_is_about_and_hides_nothing_of_the_question(
    text: str, entities: list[tuple[str, str]], seen: str, matcher: ProcedureMatcher, names_file: Path,
    understand: Callable[[str], Message],
) -> None:  # fmt: skip
    guides = [("mat bang lai phai lam sao", "licence"), ("vo moi sinh can lam gi", "birth")]
    listed = [{"text": text, "slugs": [slug], "context": False, "guide": True} for text, slug in guides]
    listed.append({"text": "mat bang lai", "slugs": ["licence-lost"], "context": False})
    matcher.names.current = Names({"version": "two", "names": listed})
    message = understand(text)
    assert sorted((entity["entity"], entity["value"]) for entity in message.get(ENTITIES)) == entities
    assert views(message).written == seen
