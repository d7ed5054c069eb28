"""Checks over the whole catalog: where every figure comes from, when it holds, and that no two rows contradict."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations

import pytest

from procedures.record import Document, Fee, Form, Place, Row, Step, TimeLimit
from tests.catalog import CATALOG, LAWS, SLUGS, SOURCES, overlap, record, rows

READ = re.compile(r"(\d{4})(-\d{2}(-\d{2})?)?( – \d{4}(-\d{2}(-\d{2})?)?)?")
"""How the register of sources writes when a source was read: a day, a month, or from when to when."""
NUMBER = re.compile(r"\d+(\.\d+)?/((19|20)\d{2}|(QĐ|CT|NQ)-)|số \d+/(19|20)\d{2}/QH\d+")
WITHOUT_NUMBER = {
    "Quyết định 06/QĐ-TTg", "Luật Xử lý vi phạm hành chính", "Nghị quyết 14/2023 của HĐND tỉnh Nghệ An",
    "Chỉ thị 07/CT-TTg", "Chỉ thị 24/CT-TTg",
}  # fmt: skip
UNDATED_LAWS = 85
"""Documents of the register whose first day no source gives. The number may only fall."""


def _same(row: Row) -> tuple[object, ...]:
    """What makes two rows of a section speak of the same: kind and unit of a figure, else the words."""
    match row:
        case Fee():
            # Several extras may be due together, and each is another: the words tell which.
            return (row.kind, row.unit, row.text.vi if row.kind in ("extra", "unpublished", "varies") else "")
        case TimeLimit():
            return (row.stage, row.unit if row.value is not None else row.text.vi)
        case Document():
            return (row.kind, row.form, row.text.vi)
        case Form():
            return (row.code, row.text.vi)
        case Step() | Place():
            return (row.channel, row.text.vi)
    return (row.text.vi,)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_row_overlaps_another_of_the_same_kind_and_condition(slug: str) -> None:
    for (section, one), (other_section, other) in combinations(rows(slug), 2):
        if section == other_section and (one.when, one.condition, *_same(one)) == (
            other.when,
            other.condition,
            *_same(other),
        ):
            assert not overlap(one, other), f"{slug}.{section}: «{one.text.vi}» and «{other.text.vi}»"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_fee_and_time_limit_has_a_source_and_a_date(slug: str) -> None:
    """The row's own day, that of a law that it cites, or the day on which its source was read."""
    for row in (*(record(slug).fees or ()), *(record(slug).times or ())):
        if not row.certain:
            continue
        assert row.sources, f"{slug}: «{row.text.vi}»"
        days = [row.from_, row.to, *(LAWS[title].from_ for title in row.basis)]
        read = [SOURCES[key].read for key in row.sources]
        assert any(days) or all(READ.fullmatch(each) for each in read), f"{slug}: «{row.text.vi}» {read}"


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_not_certain_carries_no_figure_as_fact(slug: str) -> None:
    for _, row in rows(slug):
        if not row.certain:
            assert getattr(row, "amount", None) is None, f"{slug}: «{row.text.vi}»"
            assert getattr(row, "value", None) is None, f"{slug}: «{row.text.vi}»"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_record_is_to_be_checked_again_after_it_was_checked(slug: str) -> None:
    assert record(slug).checked_on < record(slug).check_by <= record(slug).checked_on + timedelta(days=366)


@pytest.mark.parametrize("source", CATALOG.registers["sources"], ids=lambda source: str(source.key))
def test_every_source_says_when_it_was_read(source: object) -> None:
    assert READ.fullmatch(getattr(source, "read", "")), source


@pytest.mark.parametrize("title", sorted(LAWS))
def test_every_legal_document_bears_its_number(title: str) -> None:
    assert NUMBER.search(title) or title in WITHOUT_NUMBER


def test_no_legal_document_stands_in_the_register_twice() -> None:
    assert len(LAWS) == len(CATALOG.registers["laws"])


@pytest.mark.parametrize("title", sorted(LAWS))
def test_a_replaced_document_ends_before_the_one_that_replaces_it_begins(title: str) -> None:
    law = LAWS[title]
    for replaced in law.replaces:
        if replaced in LAWS and law.from_:
            assert LAWS[replaced].to == law.from_ - timedelta(days=1), f"{title} replaces {replaced}"


def test_documents_without_a_known_first_day_grow_fewer() -> None:
    assert sum(law.from_ is None and law.to is None for law in LAWS.values()) <= UNDATED_LAWS


@pytest.mark.parametrize("slug", SLUGS)
def test_no_row_rests_on_a_document_that_ended_before_it(slug: str) -> None:
    for section, row in rows(slug):
        ends = [LAWS[title].to or date.max for title in row.basis]
        assert not ends or max(ends) >= (row.from_ or date.min), f"{slug}.{section}: «{row.text.vi}»"


LISTS: list[tuple[str, Callable[[str], tuple[str, ...]]]] = [
    ("basis", lambda slug: tuple(title for _, row in rows(slug) for title in row.basis if title not in LAWS)),
    ("sources", lambda slug: tuple(key for _, row in rows(slug) for key in row.sources if key not in SOURCES)),
]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(("register", "loose"), LISTS, ids=[name for name, _ in LISTS])
def test_everything_cited_is_in_its_register(slug: str, register: str, loose: Callable[[str], tuple[str, ...]]) -> None:
    assert loose(slug) == ()
