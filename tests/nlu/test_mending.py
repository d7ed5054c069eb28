"""Misspelt words of the question."""

import pytest

from bot.nlu.masking import Views
from bot.nlu.mending import Mending

KNOWN = {"giay": 9, "phi": 5, "phim": 3, "lau": 4, "hiem": 1}


@pytest.mark.parametrize(
    ("folded", "mended"),
    [
        ("giaay gi", "giay gi"),
        ("gaiy", "giay"),
        ("phix", "phi"),  # of two words as near, the commoner
        ("lau", "lau"),
        ("hiemm", "hiemm"),  # held too seldom to be what was meant
        ("PROCEDURE giayy ?", "PROCEDURE giay ?"),
        ("zzzz", "zzzz"),
        ("", ""),
    ],
)
def test_a_word_that_no_example_holds_is_taken_for_the_commonest_one_near_it(folded: str, mended: str) -> None:
    assert Mending(KNOWN).mended(Views("as typed", folded, "hidden")) == Views("as typed", mended, "hidden")


def test_it_learns_from_words_as_people_wrote_them() -> None:
    learned = Mending.of([Views("giấy gì", "giay gi")] * 3)
    assert learned.mended(Views("giáyy gì", "giayy gi")).folded == "giay gi"
