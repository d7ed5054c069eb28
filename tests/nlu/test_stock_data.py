"""The annotated corpus that the stock pipeline is trained on."""

from pathlib import Path

import pytest

from bot.nlu.names import Names
from tests.bench.stock.annotate import annotated, training_data
from tests.nlu.conftest import NAMES

FILE = 'version: "3.1"\nnlu:\n- intent: fee\n  examples: |\n    - phí làm CCCD?\n    - bao nhiêu tiền\n'


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("phí làm CCCD?", 'phí làm [CCCD]{"entity": "procedure", "value": "identity-card"}?'),
        ("lý lịch tư pháp số 2", '[lý lịch tư pháp số 2]{"entity": "procedure", "value": "criminal-record-2"}'),
        ("khai sinh", '[khai sinh]{"entity": "procedure", "value": "birth-registration+linked-birth"}'),
        ("bao nhiêu tiền", "bao nhiêu tiền"),
    ],
)
def test_names_are_annotated_in_rasa_s_notation(text: str, marked: str) -> None:
    assert annotated(text, Names(NAMES)) == marked


def test_all_examples_are_kept_and_all_names_are_synonyms(tmp_path: Path) -> None:
    (tmp_path / "fee.yml").write_text(FILE, encoding="utf-8")
    made = training_data(tmp_path, NAMES)["nlu"]
    assert made[0]["intent"] == "fee"
    assert made[0]["examples"].count("- ") == 2
    synonyms = {entry["synonym"]: entry["examples"] for entry in made[1:]}
    assert synonyms["criminal-record-2"] == "- ly lich tu phap so 2\n- so 2\n"
