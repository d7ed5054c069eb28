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
