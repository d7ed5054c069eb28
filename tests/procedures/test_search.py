"""Search as people type."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from procedures import search as searching
from procedures.calendar import now
from procedures.models import Publication
from procedures.publishing.files import read_catalog
from procedures.publishing.load import load
from procedures.search import search
from procedures.search_index import CANDIDATES, Index
from tests.procedures.conftest import DAY, FILES, write_catalog


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
        ("lys lichj tuw phaps", "record"),
        ("ly1 lich5 tu7 phap1", "record"),
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
    assert all(hit.score < 0.45 for hit in search(session, "thuyemn", on=DAY))


def test_a_mistyped_word_weighs_less_than_a_right_one(session: Session) -> None:
    right, wrong = (search(session, query, on=DAY)[0].score for query in ("sang tên thuyền", "sang tên thuyemn"))
    assert wrong < right


def test_a_short_query_of_which_little_is_known_scores_less(session: Session) -> None:
    known, unknown = (search(session, query, on=DAY)[0].score for query in ("thuyền", "thuyền zzz qqq"))
    assert unknown < known


def test_a_few_words_inside_a_long_name_are_no_match_of_it(session: Session) -> None:
    assert search(session, "phiếu", on=DAY)[0].score < 0.5


def test_what_people_call_a_family_leads_to_its_procedures(session: Session) -> None:
    assert {hit.slug for hit in search(session, "thuyền bè", on=DAY)} >= {"boat-new", "boat-old"}


def test_a_name_of_another_day_is_not_shown(session: Session) -> None:
    names = {on: search(session, "sửa tàu thuyền", on=on)[0].name for on in (DAY, date(2027, 1, 1))}
    assert list(names.values()) == ["Sửa thuyền", "Sửa tàu"]


def test_a_procedure_without_a_name_on_the_day_makes_room_for_the_next(session: Session) -> None:
    best, next_best = search(session, "đăng ký thuyền mới", on=DAY, limit=2)
    assert best.slug == "boat-new"
    assert search(session, "đăng ký thuyền mới", on=date(2026, 1, 1), limit=1)[0].slug == next_best.slug


def test_a_publication_is_found_at_once(session: Session, tmp_path: Path) -> None:
    assert search(session, "khinh khí cầu", on=DAY) == []
    balloon = {**FILES["boat-old"], "slug": "balloon", "names": [{"vi": "Khinh khí cầu", "en": "Balloon"}]}  # type: ignore[dict-item]
    load(session, read_catalog(write_catalog(tmp_path / "more", {**FILES, "balloon": balloon})))
    session.flush()
    assert search(session, "khinh khí cầu", on=DAY)[0].slug == "balloon"


def test_while_one_builds_the_index_others_go_on_with_the_one_before(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = searching.index(session)
    session.add(Publication(at=now(), what="boat"))
    session.flush()
    met: list[Index] = []
    built = searching._built

    def building(inner: Session) -> Index:
        met.append(searching.index(inner))
        return built(inner)

    monkeypatch.setattr(searching, "_built", building)
    assert searching.index(session) is not before
    assert met == [before]


def test_a_query_of_common_words_still_finds_the_name_that_stands_in_it() -> None:
    crowd = [(f"made-{n}", f"cấp giấy phép {n}", f"cap giay phep {n}") for n in range(3 * CANDIDATES)]
    index = Index([*crowd, ("plain", "cấp giấy phép", "cap giay phep")])
    assert "plain" in [slug for slug, _, _ in index.rank(["xin", "cap", "giay", "phep", "77"])]
