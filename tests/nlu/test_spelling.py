"""Misspelt words, read in the light of the words beside them."""

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.procedure_matcher import ProcedureMatcher
from bot.nlu.slips import unlikely
from bot.nlu.spelling import Spelling
from bot.nlu.spelling_corrector import SpellingCorrector
from bot.nlu.tokenizer import AS_TYPED, MEANT, SPELT, VietnameseTokenizer
from tests.nlu.conftest import NAUGHTY

EXAMPLES = [
    "đăng ký khai sinh cho con", "khai sinh hết bao nhiêu tiền", "giấy khai sinh của con",
    "hai vợ chồng đăng ký kết hôn", "hai vợ chồng cần giấy gì", "lệ phí bao nhiêu tiền", "cần giấy gì", "xem phim",
]  # fmt: skip


def trained() -> Spelling:
    return Spelling.of([text.split() for text in EXAMPLES] * 5)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giấyy khi sinh", "giấy khai sinh"),
        ("lệ phíi boa nhiêu tiền", "lệ phí bao nhiêu tiền"),
        ("bao nhiêu phim", "bao nhiêu phim"),  # a word of its own, even where it never stood
        ("zzzz wwww", "zzzz wwww"),
        ("giaay gi", "giay gi"),
        ("", ""),
    ],
)
def test_words_read_as_what_is_likely_beside_their_neighbours(typed: str, meant: str) -> None:
    assert trained().read(typed.split()) == meant.split()


def test_codes_numbers_and_marks_stay_as_they_are() -> None:
    words = ["H10.25-261101-0044", "15", "?", "PROCEDURE", "bao nhieu", "[phone:0001]"]
    assert trained().read(words) == words


@pytest.mark.parametrize(
    ("typed", "meant", "seldom"),
    [("giaay", "giay", False), ("giqy", "giay", False), ("gaiy", "giay", False), ("gay", "giay", False),
     ("gipy", "giay", True), ("gialy", "giay", True)],
)  # fmt: skip
def test_a_key_beside_is_a_likely_slip_and_one_far_away_is_not(typed: str, meant: str, seldom: bool) -> None:
    assert unlikely(typed, meant) is seldom


@pytest.fixture
def corrector(storage: ModelStorage, context: ExecutionContext) -> SpellingCorrector:
    """One that was trained, saved and loaded."""
    # Rasa takes equal examples for one.
    texts = [f"{text} {end}" for text in EXAMPLES for end in ("", "ạ", "vậy", "nhé")]
    examples = [Message.build(text=text, intent="fee") for text in texts]
    VietnameseTokenizer(VietnameseTokenizer.get_default_config()).process(examples)
    resource = SpellingCorrector.create({}, storage, Resource("spelling"), context).train(TrainingData(examples))
    return SpellingCorrector.load({}, storage, resource, context)


def corrected(corrector: SpellingCorrector, text: str) -> Message:
    message = Message({TEXT: text})
    VietnameseTokenizer(VietnameseTokenizer.get_default_config()).process([message])
    return corrector.process([message])[0]


def test_a_misspelt_token_bears_what_was_meant_and_its_true_place(corrector: SpellingCorrector) -> None:
    _, token, *_ = corrected(corrector, "Lệ phii bao nhiêu?").get(TOKENS_NAMES[TEXT])
    assert (token.text, token.start, token.lemma, token.get(MEANT)) == ("phii", 3, "phi", token.get(SPELT))
    assert token.get(AS_TYPED) == "phii"


def test_a_sound_token_stays_as_it_was(corrector: SpellingCorrector) -> None:
    tokens = corrected(corrector, "Cần giấy gì").get(TOKENS_NAMES[TEXT])
    assert [(token.lemma, token.get(SPELT)) for token in tokens] == [("can", None), ("giay", None), ("gi", None)]


def test_a_word_of_a_name_that_no_example_held_is_not_misspelt(matcher: ProcedureMatcher) -> None:
    message = Message({TEXT: "ly lich tu phap"})
    VietnameseTokenizer(VietnameseTokenizer.get_default_config()).process([message])
    last = message.get(TOKENS_NAMES[TEXT])[-1]
    last.lemma = "phep"
    last.set(AS_TYPED, "phap")
    found = matcher.process([message])[0].get(ENTITIES)
    assert [entity["value"] for entity in found] == ["criminal-record"]


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_no_message_breaks_it(corrector: SpellingCorrector, text: str) -> None:
    tokens = corrected(corrector, text).get(TOKENS_NAMES[TEXT]) or []
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_of_several_ways_to_write_a_word_the_most_usual_is_read() -> None:
    for words in (["từ"] * 3 + ["tử"] * 9 + ["tự"] * 5, ["tự"] * 5 + ["tử"] * 3 + ["từ"] * 9):
        usual = max(set(words), key=words.count)
        assert Spelling.of([[word] for word in words]).read(["tỷ"]) == [usual]
