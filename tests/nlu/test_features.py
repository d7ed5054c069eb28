"""What the topic model sees of a message, against scikit-learn's own count of it."""

from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.features import LAYOUT, Features, pieces, words_and_pairs
from bot.nlu.masking import Views
from procedures.text import fold

WRITTEN = [
    "lệ phí làm PROCEDURE bao nhiêu", "bao nhiêu tiền vậy ạ", "hồ sơ gồm những gì ?", "ở đâu ở đâu ở đâu",
    "PROCEDURE mất bao lâu", "a", "lệ phí lệ phí",
]  # fmt: skip
EXAMPLES = [
    Views(text, fold(text), "can cuoc" if "PROCEDURE" in text else "", "AGE ALONE" if "a" in text else "")
    for text in WRITTEN
]
OTHERS = [*EXAMPLES, Views("lệ phí ở nơi khác", "le phi o noi khac"), Views("", ""), Views("zzz", "zzz")]
OPTIONS: dict[Any, dict[str, Any]] = {
    words_and_pairs: {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"},
    pieces: {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2},
}


def test_rows_are_those_of_scikit_learn() -> None:
    ours = Features.of(EXAMPLES)
    theirs = []
    for view, taken, _ in LAYOUT:
        vectorizer = TfidfVectorizer(**OPTIONS[taken], lowercase=False, sublinear_tf=True)
        vectorizer.fit([getattr(example, view) for example in EXAMPLES])
        theirs.append(vectorizer.transform([getattr(example, view) for example in OTHERS]).toarray())
    assert ours.rows(OTHERS).toarray() == pytest.approx(np.hstack(theirs), abs=1e-5)


def test_a_row_is_that_of_the_matrix() -> None:
    features = Features.of(EXAMPLES)
    places, values = features.row(OTHERS[-3])
    whole = features.rows(OTHERS[-3:-2]).toarray()[0]
    assert len(places) == np.count_nonzero(whole)
    assert whole[places] == pytest.approx(values)


def test_features_kept_and_read_again_are_the_same() -> None:
    made = Features.of(EXAMPLES)
    again = Features(made.known, made.rarity)
    assert (made.rows(OTHERS) != again.rows(OTHERS)).nnz == 0
