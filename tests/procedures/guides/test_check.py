"""Mistakes of a guide are found when its record is read."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from procedures.guides.model import Guide
from procedures.publishing.guide_ends import guide_ends
from procedures.record import Record
from tests.procedures.conftest import FILES
from tests.procedures.guides.sample import asked, data, option


def _nowhere(guide: dict[str, Any]) -> None:
    guide["questions"][0]["options"][0]["next"] = "nowhere"


def _circle(guide: dict[str, Any]) -> None:
    guide["questions"][3]["options"][0]["next"] = "kind"


def _unreachable(guide: dict[str, Any]) -> None:
    guide["questions"].append(asked("island", option("a", "end"), option("b", "end")))


def _unreachable_outcome(guide: dict[str, Any]) -> None:
    guide["questions"][2]["options"][1]["next"] = "end"


def _twice(guide: dict[str, Any]) -> None:
    guide["outcomes"][1]["id"] = "way"


def _option_twice(guide: dict[str, Any]) -> None:
    guide["questions"][1]["options"][1]["id"] = "boat"


def _same_title(guide: dict[str, Any]) -> None:
    guide["questions"][1]["options"][1]["title"] = guide["questions"][1]["options"][0]["title"]


def _gap(guide: dict[str, Any]) -> None:
    guide["questions"][0]["options"][1]["from"] = 21


def _too_long(guide: dict[str, Any]) -> None:
    guide["questions"][3]["options"][0]["next"] = "more0"
    for number in range(6):
        next_ = f"more{number + 1}" if number < 5 else "end"
        guide["questions"].append(asked(f"more{number}", option("a", next_), option("b", next_)))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_nowhere, "questions.0.options.0.next: «nowhere»"),
        (_circle, "leads back"),
        (_unreachable, "questions.4: nothing leads to «island»"),
        (_unreachable_outcome, "outcomes.1: nothing leads to «long_boat»"),
        (_twice, "«way» stands there 2 times"),
        (_option_twice, "questions.1.options: «boat» stands there 2 times"),
        (_same_title, "questions.1.options: the title"),
        (_gap, "questions.0.options: bands"),
        (_too_long, "longer than 9 questions"),
    ],
)
def test_a_mistake_is_named_with_its_field(spoil: Callable[[dict[str, Any]], None], words: str) -> None:
    guide = data()
    spoil(guide)
    with pytest.raises(ValidationError, match="guide|Value error") as error:
        Guide.model_validate(guide)
    assert words in str(error.value)


def test_the_sample_is_sound() -> None:
    assert Guide.model_validate(data()).questions[0].id == "age"


def test_outcomes_name_only_records_and_conditions_that_exist() -> None:
    record = Record.model_validate({**FILES["record"], "guide": data()})  # type: ignore[dict-item]
    assert list(guide_ends({"record": record})) == []
    guide = data()
    guide["outcomes"][0] |= {"procedure": "no-such"}
    guide["outcomes"][1] |= {"leave_out": ["sinh viên", "người mù"]}
    record = Record.model_validate({**FILES["record"], "guide": guide})  # type: ignore[dict-item]
    found = {place: wrong for _, place, _, wrong in guide_ends({"record": record})}
    assert set(found) == {("guide", "outcomes", 0, "procedure"), ("guide", "outcomes", 1, "leave_out", 1)}
