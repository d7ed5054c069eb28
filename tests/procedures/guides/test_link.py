"""Answers as an address."""

from procedures.guides.link import link, pairs, read
from procedures.guides.walk import answer, start
from tests.procedures.guides.sample import sample


def test_a_link_holds_option_ids_and_leads_back() -> None:
    walk = answer(answer(start(sample()), "old"), "raft")
    address = link("record", walk)
    assert address == "/thu-tuc/record/huong-dan?a=age:old&a=kind:raft"
    assert read(sample(), pairs(walk)).path == walk.path


def test_what_the_guide_does_not_hold_is_asked_again() -> None:
    walk = read(sample(), ["age:old", "kind:submarine", "nothing:x", "::", "", "way"])
    assert walk.question and walk.question.id == "kind"


def test_a_huge_address_costs_little() -> None:
    assert read(sample(), ["x:y"] * 100_000).number == 1
