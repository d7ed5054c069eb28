"""A folder of catalog files in: as drafts, or published; all of it or nothing."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from procedures.drafts import Draft, change
from procedures.exchange.catalog import take_in
from procedures.exchange.export import live_catalog
from procedures.lookup import in_force
from procedures.models import Revision
from procedures.publishing.files import BadCatalog
from tests.procedures.conftest import DAY, FILES, write_catalog

AGENCY = {"vi": "UBND", "en": "Committee"}


def _changed(folder: Path, **more: object) -> Path:
    return write_catalog(folder, {**FILES, "boat-old": {**FILES["boat-old"], "agency": AGENCY}, **more})  # type: ignore[dict-item]


def _drafts(session: Session) -> list[Draft]:
    return list(session.scalars(select(Draft).order_by(Draft.key)))


def test_only_what_differs_becomes_a_draft(session: Session, tmp_path: Path) -> None:
    taken = take_in(session, _changed(tmp_path / "in"), "operator")
    assert taken.changed == ["boat-old"]
    assert [(draft.slug, draft.state, draft.content["agency"]) for draft in _drafts(session)] == [
        ("boat-old", "draft", AGENCY)
    ]


def test_a_draft_changes_nothing_that_citizens_see(session: Session, tmp_path: Path) -> None:
    take_in(session, _changed(tmp_path / "in"), "operator")
    assert in_force(session, "boat-old", DAY).record.agency.vi == "Công an cấp xã"


def test_importing_twice_makes_one_draft(session: Session, tmp_path: Path) -> None:
    for _ in range(2):
        take_in(session, _changed(tmp_path / "in"), "operator")
        session.flush()
    assert len(_drafts(session)) == 1


def test_a_newer_import_replaces_a_draft_that_nobody_touched(session: Session, tmp_path: Path) -> None:
    take_in(session, _changed(tmp_path / "one"), "operator")
    session.flush()
    later = {"boat-old": {**FILES["boat-old"], "field": AGENCY}}  # type: ignore[dict-item]
    take_in(session, _changed(tmp_path / "two", **later), "operator")
    drafts = sorted(_drafts(session), key=lambda draft: draft.id)
    assert [(draft.state, draft.content["field"] == AGENCY) for draft in drafts] == [
        ("dropped", False),
        ("draft", True),
    ]


def test_a_draft_that_somebody_edited_stays_beside_a_newer_import(session: Session, tmp_path: Path) -> None:
    take_in(session, _changed(tmp_path / "one"), "operator")
    session.flush()
    change(session, _drafts(session)[0].id, 1, {"edited": True}, "an")
    later = {"boat-old": {**FILES["boat-old"], "field": AGENCY}}  # type: ignore[dict-item]
    take_in(session, _changed(tmp_path / "two", **later), "operator")
    session.expire_all()
    assert len(_drafts(session)) == 2
    assert {"edited": True} in [draft.content for draft in _drafts(session)]


def test_the_same_words_may_come_again_after_their_draft_was_dropped(session: Session, tmp_path: Path) -> None:
    for number, made in enumerate((1, 1, 0)):
        taken = take_in(session, _changed(tmp_path / str(number)), "operator")
        assert len(taken.drafts) == made and taken.changed == ["boat-old"]
        if number == 0:
            _drafts(session)[0].state = "dropped"
            session.flush()
    assert sorted(draft.state for draft in _drafts(session)) == ["draft", "dropped"]


def test_a_changed_register_becomes_a_draft_of_its_own(session: Session, tmp_path: Path) -> None:
    sources = [{"key": "S1", "title": {"vi": "Cổng mới"}, "read": "2026-11-01"}]
    taken = take_in(session, write_catalog(tmp_path / "in", {**FILES, "_sources": sources}), "operator")
    assert taken.changed == ["_sources"]
    assert (_drafts(session)[0].slug, _drafts(session)[0].content) == (None, {"entries": sources})


def test_a_variant_of_a_changed_parent_becomes_a_draft_too(session: Session, tmp_path: Path) -> None:
    changed = {**FILES, "record": {**FILES["record"], "fees": []}}  # type: ignore[dict-item]
    assert take_in(session, write_catalog(tmp_path / "in", changed), "operator").changed == ["record", "record-1"]


def test_the_operator_may_publish_at_once(session: Session, tmp_path: Path) -> None:
    take_in(session, _changed(tmp_path / "in"), "operator", publish=True)
    assert in_force(session, "boat-old", DAY).record.agency.vi == "UBND"
    assert session.scalars(select(Revision.author).where(Revision.slug == "boat-old")).all() == ["catalog", "operator"]
    assert _drafts(session) == []


def test_a_record_without_a_file_stays_live_and_is_named(session: Session, tmp_path: Path) -> None:
    fewer = {name: content for name, content in FILES.items() if name != "boat-old"}
    assert take_in(session, write_catalog(tmp_path / "in", fewer), "operator", publish=True).missing == ["boat-old"]
    assert in_force(session, "boat-old", DAY)


def test_a_register_without_a_file_stays_live_and_is_named(session: Session, tmp_path: Path) -> None:
    fewer = {name: content for name, content in FILES.items() if name != "_notices"}
    before = live_catalog(session).registers["notices"]
    assert take_in(session, write_catalog(tmp_path / "in", fewer), "operator", publish=True).missing == ["_notices"]
    assert before and live_catalog(session).registers["notices"] == before


@pytest.mark.parametrize("publish", [False, True])
def test_one_bad_file_stops_everything(session: Session, tmp_path: Path, publish: bool) -> None:
    before = session.scalar(select(func.count()).select_from(Revision))
    bad = {"record": {**FILES["record"], "check_by": "soon"}}  # type: ignore[dict-item]
    with pytest.raises(BadCatalog, match=r"record\.yml, line \d+, check_by: «soon»"):
        take_in(session, _changed(tmp_path / "in", **bad), "operator", publish)
    assert session.scalar(select(func.count()).select_from(Revision)) == before
    assert _drafts(session) == []
