"""Whether a question without a name asks of the procedure talked about."""

from typing import Any

import pytest

from actions.fee import Fee
from actions.office import Office
from actions.out_of_scope import OutOfScope
from tests.actions.bench import run

TALKED = {"procedure": "temporary-residence", "topic": "fee"}
NEARLY = ("out_of_scope", 0.14)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("nấu phở giá bao nhiêu", "refused_out_of_scope"), ("công an phí bao nhiêu", "answered")],
)
async def test_strange_words_that_may_be_out_of_scope_are(office: Office, text: str, outcome: str) -> None:
    said = await run(office, Fee, text=text, slots=TALKED, guesses=["fee", NEARLY[0]], chances=[0.86, NEARLY[1]])
    assert said.payload.outcome == outcome


async def test_where_the_classifier_is_sure_strange_words_do_not_count(office: Office) -> None:
    said = await run(
        office, Fee, text="zậy phí nhiêu trời ơi đất hỡi", slots=TALKED, guesses=["fee", "inform"], chances=[0.9, 0.1]
    )
    assert said.payload.outcome == "answered"


async def test_what_is_hardly_out_of_scope_is_asked_of_the_procedure(office: Office) -> None:
    more: dict[str, Any] = {"guesses": ["out_of_scope", "fee"], "chances": [0.45, 0.3]}
    said = await run(office, OutOfScope, text="sinh viên tính sao đây", slots=TALKED, **more)
    assert (said.payload.procedure, said.payload.topic) == ("temporary-residence", "fee")
    said = await run(office, OutOfScope, text="sinh viên tính sao đây", **more)
    assert said.payload.outcome == "refused_out_of_scope"
