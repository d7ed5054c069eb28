"""Every path of every guide of the shipped catalog, walked."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from procedures.answers.guide_outcome import outcome
from procedures.answers.guide_question import question
from procedures.guides.check import LONGEST
from procedures.guides.link import pairs, read
from procedures.guides.typed import command, typed
from procedures.guides.walk import start
from procedures.payload import Payload
from procedures.publishing.files import read_catalog
from procedures.text import fold
from tests.procedures.guides.paths import paths
from tests.published import published

DAY = date(2026, 11, 21)
CATALOG = read_catalog()
GUIDES = {slug: record.guide for slug, record in CATALOG.records.items() if record.guide}
PROMISES = ("đủ điều kiện được", "anh/chị được miễn", "anh/chị đủ điều kiện", "you qualify", "you are entitled")
"""What no guide may say: whether somebody qualifies is for the office."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A data base that holds the shipped catalog."""
    with published(tmp_path_factory.mktemp("guides")) as reading:
        yield reading


def _rows(payload: Payload, kind: str) -> list[dict[str, object]]:
    return [row for block in payload.blocks if block.type == kind for row in block.rows]


def test_there_are_at_least_ten_guides() -> None:
    assert len(GUIDES) >= 10


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_path_ends_in_papers_fee_place_time_and_the_next_click(session: Session, slug: str, lang: str) -> None:
    ends = {}
    for walk in paths(GUIDES[slug]):
        assert 1 <= len(walk.path) <= LONGEST
        assert walk.outcome
        key = (walk.outcome.id, walk.facts)
        if key in ends:  # the same facts at the same end make the same answer
            continue
        ends[key] = payload = outcome(session, slug, walk, on=DAY, lang=lang)
        where = f"{slug}: {pairs(walk)}"
        for kind in ("documents", "fees", "places", "times", "steps"):
            assert _rows(payload, kind), f"{where}: no {kind}"
        [row] = _rows(payload, "guide_outcome")
        assert row["next_step"], where
        assert payload.kind == "guide" and payload.outcome == "guided"
        assert payload.sources and payload.checked_on, where
        assert "None" not in payload.text
        assert not any(promise in payload.text.lower() for promise in PROMISES), where
    assert {id for id, _ in ends} == {each.id for each in GUIDES[slug].outcomes}


@pytest.mark.parametrize("slug", GUIDES)
def test_the_link_of_every_path_leads_back_to_it(slug: str) -> None:
    for walk in paths(GUIDES[slug]):
        again = read(GUIDES[slug], pairs(walk))
        assert again.path == walk.path


@pytest.mark.parametrize("slug", GUIDES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_title_of_every_button_is_the_answer_that_it_stands_for(slug: str, lang: str) -> None:
    for asked in GUIDES[slug].questions:
        for option in asked.options:
            title = option.title.in_(lang)
            assert typed(asked, title, DAY) == option.id, f"{slug}.{asked.id}: «{title}»"
            assert command(title) is None, f"{slug}.{asked.id}: «{title}» is said to the guide itself"


@pytest.mark.parametrize("slug", GUIDES)
def test_every_other_word_for_an_answer_is_understood(slug: str) -> None:
    for asked in GUIDES[slug].questions:
        for option in asked.options:
            for said in option.says:
                assert typed(asked, said, DAY) == option.id, f"{slug}.{asked.id}: «{said}»"
                assert typed(asked, fold(said), DAY) == option.id, f"{slug}.{asked.id}: «{fold(said)}»"


@pytest.mark.parametrize("slug", GUIDES)
def test_every_guide_is_written_in_both_languages(slug: str) -> None:
    guide = GUIDES[slug]
    parts = [guide.title, *(each.title for each in guide.outcomes), *(each.text for each in guide.outcomes)]
    for asked in guide.questions:
        parts += [
            asked.text,
            asked.short,
            *([asked.help] if asked.help else []),
            *(each.title for each in asked.options),
        ]
    assert all(part.en for part in parts)


def test_no_phrase_that_starts_a_guide_is_a_name_of_a_procedure_or_of_two_guides() -> None:
    known = [
        fold(name)
        for record in CATALOG.records.values()
        for name in (*record.aliases.vi, *record.aliases.en, *(each.vi for each in record.names))
    ]
    phrases = [fold(name) for guide in GUIDES.values() for name in (*guide.names.vi, *guide.names.en)]
    assert not set(known) & set(phrases)
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("slug", GUIDES)
def test_the_first_question_of_every_guide_says_where_it_stands(slug: str) -> None:
    payload = question(slug, start(GUIDES[slug]))
    [row] = _rows(payload, "guide_question")
    assert (row["number"], row["guide"]) == (1, slug)
    assert isinstance(row["of"], int) and 1 <= row["of"] <= LONGEST
