"""Words that people use for several procedures."""

import pytest
from sqlalchemy.orm import Session

from actions.everyday import _listed, which_kind
from actions.office import Office
from actions.talk import read
from procedures.publishing.files import read_catalog
from tests.actions.bench import Turn

CRIMINAL = ["criminal-record-1", "criminal-record-2"]


def test_all_that_they_may_mean_is_in_the_catalog() -> None:
    records = read_catalog().records
    assert {slug for _, mean, _ in _listed() for slug in mean} <= set(records)


@pytest.mark.parametrize("text", ["lý lịch tư pháp", "cho em hỏi lltp ạ", "ly lich tu phap"])
def test_alone_they_ask_which_kind(office: Office, session: Session, text: str) -> None:
    reply = which_kind(read(Turn(text=text).tracker(), office.today()), session)
    assert reply
    assert (reply.payloads[0].kind, reply.slots["candidates"]) == ("choices", CRIMINAL)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("lý lịch tư pháp phí bao nhiêu", {}),
        ("lý lịch tư pháp", {"topic": "fee"}),
        ("lý lịch tư pháp", {"procedure": "criminal-record-1"}),
        ("lý lịch tư pháp của hàng xóm", {}),
        ("/inform", {}),
    ],
)
def test_with_a_question_or_a_context_they_do_not(
    office: Office, session: Session, text: str, slots: dict[str, object]
) -> None:
    assert which_kind(read(Turn(text=text, slots=slots).tracker(), office.today()), session) is None
