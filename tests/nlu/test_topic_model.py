"""Topics learned from a few examples."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.masking import Views
from bot.nlu.topic_model import TopicModel
from procedures.text import fold

LEARNED = {
    "fee": [
        "hết bao nhiêu tiền", "lệ phí bao nhiêu", "phí thế nào", "mất mấy đồng", "có tốn tiền không", "giá PROCEDURE",
    ],
    "documents": [
        "hồ sơ gồm những gì", "cần giấy tờ gì", "chuẩn bị giấy nào", "mang theo gì", "giấy tờ cho PROCEDURE",
        "nộp giấy gì",
    ],
    "greet": ["xin chào", "chào em", "alo", "chào bạn", "hello", "chào buổi sáng"],
}  # fmt: skip
ASKED = [
    ("bao nhiêu tiền", "fee"),
    ("le phi the nao", "fee"),
    ("giấy tờ PROCEDURE gồm gì", "documents"),
    ("chao anh", "greet"),
]


def seen(text: str) -> Views:
    return Views(text, " ".join(word if word.isupper() else fold(word) for word in text.split()))


def named(name: str) -> Views:
    """A message that is a name and nothing else."""
    return Views("PROCEDURE", "PROCEDURE", name)


def trained() -> TopicModel:
    pairs = [(seen(text), topic) for topic, texts in LEARNED.items() for text in texts]
    model = TopicModel()
    model.fit([view for view, _ in pairs], [topic for _, topic in pairs])
    return model


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return trained()


@pytest.mark.parametrize(("text", "topic"), ASKED)
def test_other_words_of_the_same_topic_are_recognised(model: TopicModel, text: str, topic: str) -> None:
    assert model.labels[int(model.probabilities([seen(text)])[0].argmax())] == topic


def test_probabilities_add_up_and_are_lower_for_words_never_seen(model: TopicModel) -> None:
    known, unknown = model.probabilities([seen("lệ phí bao nhiêu"), seen("zzz qqq www")])
    assert known.sum() == pytest.approx(1, abs=1e-5)
    assert known.max() > unknown.max()


def test_a_saved_model_answers_as_the_one_it_was(model: TopicModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = TopicModel.read(tmp_path)
    asked = [seen(text) for text, _ in ASKED]
    np.testing.assert_allclose(again.probabilities(asked), model.probabilities(asked), rtol=1e-5)


def test_the_same_examples_give_the_same_model(model: TopicModel) -> None:
    asked = [seen(text) for text, _ in ASKED]
    np.testing.assert_array_equal(trained().probabilities(asked), model.probabilities(asked))


def test_a_name_that_says_what_is_asked_counts_and_a_name_never_seen_does_not() -> None:
    pairs = [(seen(text), topic) for topic, texts in LEARNED.items() for text in texts]
    pairs += [
        (Views("PROCEDURE", "PROCEDURE", f"quen mat khau {app}"), "account_problem") for app in ("vneid", "app", "")
    ]
    pairs += [
        (Views("PROCEDURE", "PROCEDURE", name), "inform") for name in ("cccd", "khai sinh", "ho chieu", "tam tru")
    ]
    model = TopicModel()
    model.fit([view for view, _ in pairs], [topic for _, topic in pairs])
    asked = [named("quen mat khau"), named("giay phep xay dung")]
    best = [model.labels[place] for place in model.probabilities(asked).argmax(axis=1)]
    assert best == ["account_problem", "inform"]


def test_caution_refuses_what_no_topic_is_sure_of_but_nobody_in_danger() -> None:
    outside = {"out_of_scope": ["trời mưa không", "kể chuyện đi", "hát một bài", "ai đá bóng"]}
    danger = {"danger": ["cứu tôi với", "có cháy cứu với", "nó đánh tôi", "cứu người"]}
    pairs = [(seen(text), topic) for topic, texts in (LEARNED | outside | danger).items() for text in texts]
    model = TopicModel()
    model.fit([view for view, _ in pairs], [topic for _, topic in pairs])
    model.caution = 5.0
    best = [model.labels[place] for place in model.probabilities([seen("cái gì vậy"), seen("cứu tôi")]).argmax(axis=1)]
    assert best == ["out_of_scope", "danger"]
