"""When a message counts as understood."""

from pathlib import Path
from typing import Any

import pytest

from tests.bench.judgement import families, judge

KNOWN = frozenset([
    "passport", "identity-card", "identity-card-issue", "identity-card-change", "criminal-record-1", "land",
])  # fmt: skip
FAMILIES = {
    "identity-card": frozenset({"identity-card-issue", "identity-card-change"}),
    "land": frozenset({"land-transfer", "land-changes", "land-first-certificate"}),
}
FEE: list[tuple[str, str | None]] = [("fee", "passport")]


def judged(asked: list[tuple[str, str | None]], told: str | None, *found: str, **more: Any) -> dict[str, Any]:
    entities = [{"entity": "procedure", "value": slug} for slug in found]
    output = {"intent": {"name": told, "confidence": 0.9}, "entities": entities, **more}
    return judge({"text": "…", "asks": asked, "style": "clean"}, output, KNOWN, FAMILIES)


@pytest.mark.parametrize(
    ("asks", "told", "found", "topic", "procedure"),
    [
        (FEE, "fee", ["passport"], True, True),
        (FEE, "fee", ["passport", "criminal-record-1"], True, True),
        (FEE, "time", ["passport"], False, True),
        (FEE, "fee", [], True, False),
        (FEE, "fee", ["criminal-record-1"], True, False),
        (FEE, "nlu_fallback", ["passport"], False, True),
        ([("fee", None)], "fee", ["passport"], True, False),
        ([("fee", None)], "fee", [], True, True),
        ([("fee", "passport"), ("time", "passport")], "time", ["passport"], True, True),
        ([("fee", "passport"), ("fee", "identity-card-issue")], "fee", ["passport"], True, False),
    ],
)
def test_topic_and_procedure_are_judged_apart(
    asks: list[tuple[str, str | None]], told: str, found: list[str], topic: bool, procedure: bool
) -> None:
    row = judged(asks, told, *found)
    assert (row["topic"], row["procedure"], row["both"]) == (topic, procedure, topic and procedure)


@pytest.mark.parametrize("topic", ["danger", "scam"])
def test_a_procedure_mentioned_beside_danger_or_a_scam_is_not_judged(topic: str) -> None:
    row = judged([(topic, None)], topic, "passport")
    assert (row["procedure"], row["both"]) == (None, True)


@pytest.mark.parametrize(
    ("told", "right"), [("out_of_scope", True), ("nlu_fallback", True), (None, True), ("fee", False)]
)
def test_out_of_scope_is_right_when_nothing_is_answered(told: str | None, right: bool) -> None:
    row = judged([("out_of_scope", None)], told, "passport")
    assert (row["topic"], row["procedure"], row["both"], row["refused"]) == (right, None, right, right)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (["identity-card"], True),
        (["identity-card-issue", "identity-card-change"], True),
        (["identity-card-issue"], False),
        (["identity-card-issue", "identity-card-change", "passport"], False),
    ],
)
def test_the_label_of_a_family_is_met_by_the_family_or_exactly_its_members(found: list[str], right: bool) -> None:
    assert judged([("fee", "identity-card")], "fee", *found)["procedure"] is right


@pytest.mark.parametrize(
    ("topic", "found", "right"),
    [
        ("compare", ["land-transfer", "land-changes"], True),
        ("compare", ["land-transfer"], False),
        ("compare", ["land-transfer", "land-changes", "passport"], False),
        ("fee", ["land-transfer", "land-changes"], False),
    ],
)
def test_a_family_to_be_compared_is_met_by_two_of_its_members(topic: str, found: list[str], right: bool) -> None:
    assert judged([(topic, "land")], topic, *found)["procedure"] is right


def test_a_member_is_not_met_by_its_family() -> None:
    assert judged([("fee", "identity-card-issue")], "fee", "identity-card")["procedure"] is False


def test_a_procedure_that_nobody_published_is_not_judged() -> None:
    assert judged([("fee", "unheard-of")], "fee")["procedure"] is None


def test_several_procedures_of_one_entity_are_all_found() -> None:
    assert judged(FEE, "fee", "criminal-record-1+passport")["found"] == ["criminal-record-1", "passport"]


@pytest.mark.parametrize(("topics", "right"), [(["fee", "time"], True), (["time"], False), ([], False)])
def test_both_questions_are_found_when_both_topics_are(topics: list[str], right: bool) -> None:
    asks = [{"topic": topic, "procedure": "passport"} for topic in topics]
    row = judged([("fee", "passport"), ("time", "passport")], "fee", "passport", asks=asks)
    assert (row["questions"], row["split"]) == (right, None)


def test_one_topic_asked_of_two_procedures_is_two_questions() -> None:
    asked: list[tuple[str, str | None]] = [("fee", "passport"), ("fee", "identity-card")]
    asks = [{"topic": "fee", "procedure": slug} for _, slug in asked]
    assert judged(asked, "fee", "passport", asks=asks)["questions"] is True
    assert judged(asked, "fee", "passport", asks=asks[:1])["questions"] is False


def test_one_question_taken_for_two_is_counted_and_a_model_without_questions_is_not() -> None:
    asks = [{"topic": topic, "procedure": "passport"} for topic in ("fee", "time")]
    assert judged(FEE, "fee", "passport", asks=asks)["split"] is True
    assert judged(FEE, "fee", "passport", asks=asks[:1])["split"] is False
    assert judged(FEE, "fee", "passport")["split"] is None


def test_families_have_two_members_at_least_and_not_themselves() -> None:
    known = families(Path(__file__).parents[2] / "procedures/catalog")
    assert {"criminal-record-1", "criminal-record-2"} <= known["criminal-record"]
    assert all(len(members) > 1 and family not in members for family, members in known.items())
