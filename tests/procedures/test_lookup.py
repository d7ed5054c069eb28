"""What holds on a day."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from procedures.lookup import NotInCatalog, NotInForce, by_code, in_force, listing, members
from tests.procedures.conftest import DAY


@pytest.mark.parametrize(
    ("on", "amounts"),
    [
        (date(2025, 12, 31), [170000]),
        (date(2026, 1, 1), [200000, 100000]),
        (date(2026, 12, 31), [200000, 100000]),
        (date(2027, 1, 1), [200000]),
    ],
)
def test_only_rows_in_force_on_the_day_are_given(session: Session, on: date, amounts: list[int]) -> None:
    fees = in_force(session, "record", on=on).record.fees
    assert [fee.amount for fee in fees or ()] == amounts


@pytest.mark.parametrize(("on", "amounts"), [(date(2025, 2, 28), [7000]), (date(2025, 3, 1), [5000, 7000])])
def test_a_row_without_a_first_day_starts_with_the_youngest_law_that_it_cites(
    session: Session, on: date, amounts: list[int]
) -> None:
    assert [fee.amount for fee in in_force(session, "boat-problems", on=on).record.fees or ()] == amounts


def test_an_unknown_slug_is_not_in_the_catalog(session: Session) -> None:
    with pytest.raises(NotInCatalog):
        in_force(session, "no-such-thing", on=DAY)


def test_a_procedure_without_a_name_on_the_day_is_not_in_force(session: Session) -> None:
    with pytest.raises(NotInForce):
        in_force(session, "boat-new", on=date(2026, 6, 30))


def test_a_variant_has_what_it_leaves_out_from_its_parent(session: Session) -> None:
    record = in_force(session, "record-1", on=DAY).record
    assert [fee.amount for fee in record.fees or ()] == [200000, 100000]
    assert [row.text.vi for row in record.results or ()] == ["Phiếu số 1"]
    assert [code.code for code in record.codes] == ["3.000333"]


@pytest.mark.parametrize("code", ["3.000333", "2.000488"])
def test_new_and_old_codes_lead_to_the_family_and_not_to_a_variant(session: Session, code: str) -> None:
    assert by_code(session, code) == "record"


def test_an_unknown_code_leads_nowhere(session: Session) -> None:
    assert by_code(session, "1.999999") is None


def test_an_old_code_is_not_shown_among_the_codes(session: Session) -> None:
    assert [code.code for code in in_force(session, "record", on=DAY).record.codes] == ["3.000333"]


def test_a_family_has_its_members(session: Session) -> None:
    assert members(session, "boats") == ["boat-new", "boat-old"]
    assert members(session, "trains") == []


def test_the_listing_leaves_out_what_is_not_in_force(session: Session) -> None:
    slugs = [each.record.slug for each in listing(session, date(2026, 6, 30))]
    assert slugs == ["boat-old", "boat-problems", "record", "record-1"]
