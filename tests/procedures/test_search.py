"""Search as people type."""

import pytest
from sqlalchemy.orm import Session

from procedures.search import search
from tests.procedures.conftest import DAY


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("lý lịch tư pháp", "record"),
        ("ly lich tu phap", "record"),
        ("lltp", "record"),
        ("em can lam ly lich tu phap thi sao", "record"),
        ("phieu ly lich tu phap so 1", "record-1"),
        ("lý lich tu phpa", "record"),
        ("thuyen moi", "boat-new"),
        ("police record", "record"),
        ("thủ tục 3.000333", "record"),
        ("ma 2.000488", "record"),
        ("lý-lịch tư-pháp", "record"),
        ("LLTP/police", "record"),
    ],
)
def test_the_best_hit_comes_first(session: Session, query: str, slug: str) -> None:
    assert search(session, query, on=DAY)[0].slug == slug


@pytest.mark.parametrize("query", ["", "   ", "???", "😀😀", "zzzzzzzz qqqqqq", "‮"])
def test_nothing_is_found_for_nothing(session: Session, query: str) -> None:
    assert search(session, query, on=DAY) == []


def test_each_procedure_is_found_once(session: Session) -> None:
    slugs = [hit.slug for hit in search(session, "ly lich tu phap lltp 3.000333", on=DAY)]
    assert len(slugs) == len(set(slugs))


def test_a_hit_says_why(session: Session) -> None:
    assert search(session, "lltp", on=DAY)[0].why == "lltp"


@pytest.mark.parametrize("query", ["lltp", "lý lịch tư pháp", "Phiếu lý lịch tư pháp số 1", "thủ tục 3.000333"])
def test_an_exact_name_or_code_scores_one(session: Session, query: str) -> None:
    assert search(session, query, on=DAY)[0].score == 1.0


def test_a_mistyped_word_never_decides_alone(session: Session) -> None:
    assert all(hit.score < 0.45 for hit in search(session, "thuyeen", on=DAY))


def test_a_mistyped_word_weighs_less_than_a_right_one(session: Session) -> None:
    right, wrong = (search(session, query, on=DAY)[0].score for query in ("sang tên thuyền", "sang tên thuyeen"))
    assert wrong < right


def test_a_short_query_of_which_little_is_known_scores_less(session: Session) -> None:
    known, unknown = (search(session, query, on=DAY)[0].score for query in ("thuyền", "thuyền zzz qqq"))
    assert unknown < known


def test_a_few_words_inside_a_long_name_are_no_match_of_it(session: Session) -> None:
    assert search(session, "phiếu", on=DAY)[0].score < 0.5
