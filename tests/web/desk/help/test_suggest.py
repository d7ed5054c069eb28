"""Drafts for a message: what it may mean, answered from the catalog and never beyond it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.web.desk.help.known import Known, plain
from bot.web.desk.help.suggest import MOST, Suggestion, suggest
from bot.web.understood import Understood, understood_from
from procedures.calendar import today
from procedures.facts import Facts

FEES = (("fee", 0.8), ("documents", 0.15), ("greet", 0.02))


def parsed(*intents: tuple[str, float], asks: Any = (), **named: str) -> Understood:
    """What Rasa gives for a text that names that."""
    entities = [{"entity": kind, "value": value, "start": 0, "end": 1} for kind, value in named.items()]
    ranking = [{"name": name, "confidence": likely} for name, likely in intents]
    return understood_from({"intent_ranking": ranking, "entities": entities, "asks": list(asks)})


def drafts(session: Session, text: str, meant: Understood | None, **known: Any) -> list[Suggestion]:
    return suggest(session, Known("vi", text=text, **known), meant, today())


def pairs(made: list[Suggestion]) -> list[tuple[str, str]]:
    return [(each.reading.slug, each.reading.topic) for each in made]


def test_the_likeliest_topic_of_the_procedure_named_comes_first_the_second_topic_after_it(catalog: Session) -> None:
    made = drafts(catalog, "ho chieu bao nhieu tien", parsed(*FEES, procedure="passport"))
    assert pairs(made)[:2] == [("passport", "fee"), ("passport", "documents")]
    assert 0 < made[1].percent < made[0].percent <= 100 and len(made) <= MOST


def test_a_draft_says_what_the_bot_would_with_its_sources_and_its_day(catalog: Session) -> None:
    (first, *_) = drafts(catalog, "lệ phí lltp", parsed(*FEES, procedure="criminal-record-1"))
    assert first.payload.sources and first.payload.checked_on and first.payload.version
    assert "Thông tư 16/2025/TT-BTC" in first.payload.text


def test_what_was_told_makes_the_fee_the_citizens_own(catalog: Session) -> None:
    meant = parsed(*FEES, procedure="criminal-record-1")
    student = Facts(groups=frozenset({"student"}))
    (first, *_) = drafts(catalog, "lệ phí", meant, facts=student)
    assert first.facts == student and "100.000đ" in first.payload.text.splitlines()[1]


def test_without_a_name_the_procedure_talked_about_is_meant(catalog: Session) -> None:
    made = drafts(catalog, "bao nhiêu tiền vậy", parsed(*FEES), procedure="passport")
    assert pairs(made)[0] == ("passport", "fee")


def test_two_questions_in_one_message_are_both_drafted_first(catalog: Session) -> None:
    asks = [{"topic": "documents", "procedure": "passport"}, {"topic": "time", "procedure": "passport"}]
    meant = parsed(("documents", 0.5), ("time", 0.4), asks=asks, procedure="passport")
    assert pairs(drafts(catalog, "hộ chiếu cần gì và mấy ngày", meant))[:2] == [
        ("passport", "documents"),
        ("passport", "time"),
    ]


@pytest.mark.parametrize("text", ["thủ tục nuôi rồng lửa", "alo", ""])
def test_of_what_nobody_holds_nothing_is_drafted(catalog: Session, text: str) -> None:
    assert drafts(catalog, text, parsed(*FEES)) == []


def test_thanks_get_no_draft(catalog: Session) -> None:
    thanks = parsed(("thanks", 0.95), ("fee", 0.02))
    assert drafts(catalog, "cảm ơn em", thanks, procedure="passport") == []


def test_where_rasa_cannot_be_asked_names_are_searched(catalog: Session) -> None:
    made = drafts(catalog, "mat the can cuoc", None)
    assert pairs(made)[0] == ("identity-card-reissue", "overview")
    assert made[0].reading.sure < 0.5


def test_a_family_without_a_page_of_its_own_asks_which(catalog: Session) -> None:
    (first, *_) = drafts(catalog, "bằng lái xe", parsed(*FEES, procedure="driving-licence"))
    assert first.payload.kind == "choices" and first.answered


def test_a_slug_that_is_none_makes_no_draft_and_no_error(catalog: Session) -> None:
    assert drafts(catalog, "x", parsed(*FEES, procedure="'; DROP TABLE items; --")) == []


def test_marks_of_what_was_hidden_are_no_words() -> None:
    assert plain("số tôi [đã che: số điện thoại] và [hidden: e-mail address], lệ phí?") == "số tôi và , lệ phí?"


@pytest.mark.parametrize("raw", [None, [], {}, {"intent_ranking": 3}, {"intent_ranking": [{"name": "fee"}]}])
def test_what_is_no_parsed_message_is_refused(raw: Any) -> None:
    with pytest.raises(ValueError, match="not a parsed message"):
        understood_from(raw)
