"""Messages of nothing but words of a question."""

import pytest

from actions.bare_question import asked_within, last_clause, other_words, read, says_no_more, topics_of
from actions.office import Office
from actions.talk import Talk
from actions.talk import read as read_talk
from tests.actions.bench import Turn


def _talk(office: Office, text: str, *entities: tuple[str, str]) -> Talk:
    return read_talk(Turn(text=text, entities=entities).tracker(), office.today())


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("thế còn thời gian", ("time",)), ("không, tôi hỏi phí cơ", ("fee",)), ("xa khac duoc ko", ("where",)),
        ("giấy tờ, lệ phí và thời hạn", ("documents", "fee", "time")), ("trễ thì sao", ("time",)),
        ("do I need to pay", ("fee",)), ("what is the fee", ("fee",)), ("làm lại bao nhiêu", ("fee",)),
        ("không phải phí, thời hạn", ("time",)), ("bao nhiêu ngày", ("time",)), ("là gì vậy", ("overview",)),
    ],
)  # fmt: skip
def test_the_topics_are_read_in_order(text: str, topics: tuple[str, ...]) -> None:
    assert read(text) == topics


@pytest.mark.parametrize(
    "text",
    ["thế giá vàng hôm nay bao nhiêu", "nấu phở mất bao lâu", "phí thời gian", "cảm ơn nhiều", "", "?", "phí " * 20],
)
def test_what_holds_another_word_asks_nothing(text: str) -> None:
    assert read(text) == ()


def test_names_and_facts_are_no_other_words(office: Office) -> None:
    assert topics_of(_talk(office, "hộ chiếu phí nhiêu", ("procedure", "passport"))) == ("fee",)
    assert says_no_more(_talk(office, "hộ nghèo nữa", ("group", "poor")))
    assert not says_no_more(_talk(office, "mai Hà Nội mưa không", ("province", "ha-noi")))
    assert topics_of(_talk(office, "/fee")) == ()


def test_online_is_a_way_beside_another_question_and_else_the_question(office: Office) -> None:
    assert topics_of(_talk(office, "online    phí nhiêu", ("channel", "online"))) == ("fee",)
    assert topics_of(_talk(office, "online được không", ("channel", "online"))) == ("online",)


def test_the_last_clause_counts_where_it_asks_by_itself(office: Office) -> None:
    asked = last_clause(_talk(office, "số của em là [số], làm cái đó cần gì"))
    assert asked
    assert [ask.topic for ask in asked.asks] == ["documents"]
    assert last_clause(_talk(office, "em bị mất ví, buồn quá")) is None
    assert last_clause(_talk(office, "phí bao nhiêu")) is None


def test_topics_and_strange_words_among_others(office: Office) -> None:
    assert asked_within("nếu chỉ đổi thì bao nhiêu") == ("fee",)
    assert asked_within("kích hoạt ở đâu") == ("where",)
    assert [word.plain for word in other_words(_talk(office, "nấu phở mất bao lâu"))] == ["nau", "pho"]
