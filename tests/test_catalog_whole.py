"""Checks over the whole catalog: every service is there, under its code, in both languages, and nothing doubtful."""

import csv
import re
from pathlib import Path

import pytest

from procedures.publishing.files import CATALOG as FOLDER
from procedures.record import Record, Words
from tests.catalog import DAY, SLUGS, record, rows

WITH_LIST = Path(__file__).with_name("slugs.tsv")
"""Slug, family, what it inherits from and national codes of every service of the programme."""
SERVICES = list(csv.DictReader(WITH_LIST.read_text("utf-8").splitlines(), delimiter="\t"))
NOT_CONFIRMED = {"1.001978", "2.001262"}
"""Codes that no source confirms: recognised when somebody types them, but no link is made from them."""
BILINGUAL = {
    "criminal-record", "vneid", "driving-licence", "online-visa", "permanent-residence", "temporary-residence",
    "residence-deregistration", "residence-confirmation", "residence-correction", "residence-declaration",
    "household-split", "stay-notification", "temporary-absence",
}  # fmt: skip
"""Families that foreigners need."""
MARKS = re.compile(r"unverified|conflict\]|\[conflict|general knowledge", re.IGNORECASE)
CODE = re.compile(r"[1-3]\.\d{6}")


def test_the_catalog_holds_exactly_the_services_of_the_programme() -> None:
    assert [service["slug"] for service in sorted(SERVICES, key=lambda service: service["slug"])] == SLUGS


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: str(service["slug"]))
def test_family_inheritance_and_codes_are_those_of_the_list(service: dict[str, str]) -> None:
    found = record(service["slug"])
    assert (found.family, found.inherits_from or "") == (service["family"], service["inherits_from"])
    codes = {code.code: code for code in found.codes}
    for code in service["codes"].split():
        assert code in codes
        assert codes[code].old == (code in NOT_CONFIRMED)
        assert (codes[code].from_ or DAY) <= DAY <= (codes[code].to or DAY)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_code_is_a_national_one_and_stands_once(slug: str) -> None:
    codes = [code.code for code in record(slug).codes]
    assert all(CODE.fullmatch(code) for code in codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: str(path.name))
def test_no_mark_of_doubt_of_the_fact_sheet_stands_in_a_file(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in lines if MARKS.search(line)] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_record_has_an_english_name_and_summary(slug: str) -> None:
    assert all(name.en for name in record(slug).names)
    assert record(slug).summary.en


def _texts(found: Record) -> list[Words]:
    texts = [found.summary, found.agency, found.field, *([found.differs] if found.differs else [])]
    for _, row in rows(found.slug):
        for part in (row.text, row.condition, *(getattr(row, name, None) for name in ("unit", "valid", "remedy"))):
            texts += [part] if isinstance(part, Words) else []
    return texts


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if record(slug).family in BILINGUAL])
def test_what_foreigners_need_is_wholly_bilingual(slug: str) -> None:
    assert [words.vi for words in _texts(record(slug)) if not words.en] == []


def test_every_bilingual_family_is_in_the_catalog() -> None:
    assert {record(slug).family for slug in SLUGS} >= BILINGUAL


@pytest.mark.parametrize("slug", SLUGS)
def test_amounts_in_english_are_written_as_english_writes_them(slug: str) -> None:
    """125,000đ; never the 125.000đ of Vietnamese."""
    written = record(slug).model_dump_json(exclude={"codes"})
    english = re.findall(r'"en":"((?:[^"\\]|\\.)*)"', written)
    assert [text for text in english if re.search(r"\d\.\d{3}\s?(đ|VND)", text)] == []
