"""The shipped catalog, as a whole: what its writers must not get wrong."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import pytest
from sqlalchemy.orm import Session

from procedures.answers import answer, choices
from procedures.answers.compose import PARTS
from procedures.lookup import by_code, in_force
from procedures.publishing.files import read_catalog
from procedures.record import SECTIONS, Record
from procedures.search import search
from procedures.text import fold
from tests.published import published

DAY = date(2026, 11, 21)
CATALOG = read_catalog()
SLUGS = sorted(CATALOG.records)
LAWS = {law.title: law for law in CATALOG.registers["laws"]}
FIGURE = re.compile(r"\d[\d.,]*\s?(đ(?!\w)|đồng|VND|ngày|tháng|(working )?days|months|%)")
FOLDED_WORDS_OF_EVERY_DAY = [
    "cái chính là", "thông báo từ công an", "đăng ký số điện thoại", "nộp tiền từ ngày nào", "cuối tháng",
    "con đầu lòng", "có bị đóng phạt không", "đấu nối", "tại công ty cổ phần",
]  # fmt: skip
"""Ordinary words that, written without diacritics, once were an alias."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A data base that holds the shipped catalog."""
    with published(tmp_path_factory.mktemp("catalog")) as reading:
        yield reading


def _record(slug: str) -> Record:
    return CATALOG.records[slug]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("topic", sorted(PARTS))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_record_answers_every_topic(session: Session, slug: str, topic: str, lang: str) -> None:
    payload = answer(session, slug, topic, on=DAY, lang=lang)
    assert payload.outcome == "answered" or topic in ("account_problem",), payload.text
    assert "None" not in payload.text
    assert "unverified" not in payload.text
    assert "conflict" not in payload.text


@pytest.mark.parametrize("slug", SLUGS)
def test_summaries_hold_no_figures_that_go_out_of_date(slug: str) -> None:
    for words in (_record(slug).summary, _record(slug).differs):
        for text in (words.vi, words.en or "") if words else ():
            assert not FIGURE.search(text), f"{slug}: «{text}»"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_row_begins_before_a_law_that_it_cites(slug: str) -> None:
    for section in SECTIONS:
        for row in getattr(_record(slug), section) or ():
            starts = [LAWS[title].from_ for title in row.basis if LAWS[title].from_]
            assert not starts or (row.from_ and row.from_ >= max(starts)), f"{slug}.{section}: «{row.text.vi}»"


@pytest.mark.parametrize("words", FOLDED_WORDS_OF_EVERY_DAY)
def test_no_alias_stands_in_ordinary_words(words: str) -> None:
    aliases = {fold(alias) for record in CATALOG.records.values() for alias in (*record.aliases.vi, *record.aliases.en)}
    assert [alias for alias in aliases if f" {alias} " in f" {fold(words)} "] == []


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("my business licence is lost", "driving-licence-reissue"),
        ("my construction licence has expired", "driving-licence-change"),
        ("renew licence of my shop", "driving-licence-change"),
        ("I dropped my licence plate", "driving-licence-reissue"),
        ("mở vneid lên báo lỗi", "vneid-level1"),
        ("I was born in France, how do I get an ID card", "overseas-birth"),
        ("chủ hộ mất căn cước", "residence-correction"),
        ("người về hưu mất căn cước", "funeral-support"),
        ("người hưu trí mất thẻ bảo hiểm y tế", "funeral-support"),
        ("how to get a meter for water", "electricity-new"),
        ("account activation for online tax", "vneid-activation"),
        ("công ty cho nghỉ không lương", "unemployment"),
    ],
)
def test_words_that_also_mean_something_else_are_no_alias(words: str, slug: str) -> None:
    aliases, said = _record(slug).aliases, fold(words).replace(",", "")
    assert [each for each in (*aliases.vi, *aliases.en) if f" {fold(each)} " in f" {said} "] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_steps_of_a_channel_stand_together(slug: str) -> None:
    channels = [channel for channel, _ in groupby(step.channel for step in _record(slug).steps or ())]
    assert len(channels) == len(set(channels)) or slug == "land-transfer"  # the contract comes before filing online


@pytest.mark.parametrize("slug", SLUGS)
def test_there_is_a_way_without_a_smartphone(slug: str) -> None:
    record = _record(slug)
    assert {"counter", "phone", "post"} & {step.channel for step in record.steps or ()}, slug


@pytest.mark.parametrize("slug", SLUGS)
def test_every_record_has_both_names_and_is_found_by_them(session: Session, slug: str) -> None:
    found = in_force(session, slug, DAY)
    assert search(session, found.name.vi, DAY)[0].slug == slug
    assert slug in [hit.slug for hit in search(session, found.name.en, DAY, limit=3)]


@pytest.mark.parametrize("slug", SLUGS)
def test_records_name_only_records_that_exist_or_are_planned(slug: str) -> None:
    assert _record(slug).check_by > DAY - timedelta(days=1)
    assert slug not in _record(slug).related


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("1.014061", "identity-card"),
        ("2.000200", "identity-card"),
        ("2.000488", "criminal-record"),
        ("2.002621", "linked-birth"),
        ("2.000986", "linked-birth"),
        ("2.002622", "linked-death"),
        ("3.000333", "criminal-record"),
        ("1.004222", "permanent-residence"),
    ],
)
def test_old_and_new_national_codes_lead_to_the_record(session: Session, code: str, slug: str) -> None:
    assert by_code(session, code) == slug


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("ly lich tu phap so 2", "criminal-record-2"),
        ("lltp", "criminal-record"),
        ("nhập khẩu", "permanent-residence"),
        ("kt3", "temporary-residence"),
        ("khai sinh", "birth-registration"),
        ("giấy báo tử", "death-registration"),
        ("cccd", "identity-card"),
        ("quên mật khẩu vneid", "vneid-app-problem"),
        ("dinh danh muc 2", "vneid-level2"),
    ],
)
def test_words_of_the_street_find_the_record(session: Session, query: str, slug: str) -> None:
    assert search(session, query, DAY)[0].slug == slug


def test_choices_say_how_many_they_leave_out(session: Session) -> None:
    payload = choices(session, SLUGS[:10], None, on=DAY)
    assert len(payload.buttons) == 8
    assert "Còn 2 thủ tục khác" in payload.text
    assert "thủ tục khác;" not in choices(session, SLUGS[:8], None, on=DAY).text


@pytest.mark.parametrize(("on", "code"), [(date(2026, 8, 1), "2.002621"), (date(2026, 9, 2), "3.000722")])
def test_the_linked_birth_service_has_the_code_of_the_day(session: Session, on: date, code: str) -> None:
    assert code in [each.code for each in in_force(session, "linked-birth", on).record.codes]


@pytest.mark.parametrize(
    ("on", "amount"), [(date(2025, 12, 1), "170.000"), (date(2026, 8, 14), "200.000"), (DAY, "200.000")]
)
def test_the_fee_of_a_criminal_record_is_that_of_the_day(session: Session, on: date, amount: str) -> None:
    lines = answer(session, "criminal-record-1", "fee", on=on).text.splitlines()
    of_the_day = "\n".join(line for line in lines if not line.startswith("Sắp thay đổi"))
    assert amount in of_the_day
    assert ("công dân số" in of_the_day) == (on == DAY)
