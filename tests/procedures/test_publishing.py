"""From the catalog's files into the data base and the names file."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from procedures.db import make_sessions
from procedures.models import Revision
from procedures.publishing.files import BadCatalog, read_catalog
from procedures.publishing.load import load
from procedures.publishing.names import write_names
from tests.procedures.conftest import FILES, write_catalog


def test_loading_again_changes_nothing(session: Session, folder: Path) -> None:
    assert load(session, read_catalog(folder)) == []


def test_a_changed_record_gets_a_new_version_and_the_old_one_stays(session: Session, tmp_path: Path) -> None:
    changed = {**FILES, "boat-old": {**FILES["boat-old"], "agency": {"vi": "UBND", "en": "Committee"}}}  # type: ignore[dict-item]
    assert load(session, read_catalog(write_catalog(tmp_path / "changed", changed))) == ["boat-old"]
    versions = session.scalars(select(Revision.version).where(Revision.slug == "boat-old").order_by(Revision.version))
    assert list(versions) == [1, 2]


def test_a_change_of_the_parent_makes_a_new_version_of_its_variant(session: Session, tmp_path: Path) -> None:
    changed = {**FILES, "record": {**FILES["record"], "fees": []}}  # type: ignore[dict-item]
    assert set(load(session, read_catalog(write_catalog(tmp_path / "changed", changed)))) == {"record", "record-1"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("check_by", "soon", "boat-old.yml, line 4, check_by: «soon»"),
        ("fees", [{"text": {"vi": "x"}, "amount": 10**30}], ", fees.0.amount: «1000000"),
        ("times", [{"text": {"vi": "x"}, "value": -5}], ", times.0.value: «-5»"),
        ("colour", "red", "boat-old.yml, line 6, colour: «red»"),
        ("inherits_from", "no-such", ", inherits_from: inherits from «no-such»"),
        ("slug", "boat-ancient", ", slug: is «boat-ancient»"),
        ("fees", [{"text": {"vi": "x"}, "kind": "full"}], ", fees.0: "),
        (
            "results",
            [{"text": {"vi": "x"}, "basis": ["Luật lạ"]}],
            ", results.0.basis.0: «Luật lạ» is not in the register",
        ),
        ("results", [{"text": {"vi": "x"}, "sources": ["S99"]}], ", results.0.sources.0: «S99» is not in the register"),
        ("results", [{"text": {"vi": "x"}, "from": "2026-02-01", "to": "2026-01-01"}], "`to` lies before `from`"),
        ("results", [{"text": {"vi": "x"}, "when": {"level": 2}}], "needs the same in words"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_field(tmp_path: Path, field: str, value: object, said: str) -> None:
    bad = {**FILES, "boat-old": {**FILES["boat-old"], field: value}}  # type: ignore[dict-item]
    with pytest.raises(BadCatalog, match=".*") as caught:
        read_catalog(write_catalog(tmp_path / "bad", bad))
    assert any(said in problem for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("boat-old", b"slug: [\nfamily: x", r"boat-old\.yml, line \d: "),
        ("boat-old", b"\xff\xfe", r"boat-old\.yml: is no UTF-8 text"),
        ("boat-old", b"", r"boat-old\.yml, line 1, the whole: "),
        ("boat-old", b"- slug", r"boat-old\.yml, line 1, the whole: "),
        ("_laws", b"title: x", r"_laws\.yml, line 1: a register is a list"),
        ("_lwas", b"[]", r"_lwas\.yml: there is no register «lwas»"),
        ("boat-old", b"slug: boat-old\ncheck_by: 2027-02-30", r"boat-old\.yml, line 2, check_by: «2027-02-30»"),
        ("boat-old", b"slug: boat-old\nnames: &names [*names]", r"boat-old\.yml, line 2: a part must be written out"),
        ("boat-old", b"slug: boat-old\nnames: " + b"[" * 3000, r"boat-old\.yml, line 2: is nested too deeply"),
        ("_sources", b"- key: S1\n  read: x\n  key: S2", r"_sources\.yml, line 3, key: stands here twice"),
    ],
)
def test_a_file_that_is_no_record_is_named_with_its_line(folder: Path, name: str, content: bytes, said: str) -> None:
    (folder / f"{name}.yml").write_bytes(content)
    with pytest.raises(BadCatalog, match=said):
        read_catalog(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCatalog, match="is no folder"):
        read_catalog(tmp_path / "nowhere")


def test_the_names_file_holds_folded_names_with_their_slugs(session: Session, tmp_path: Path) -> None:
    write_names(session, tmp_path / "names.json")
    names = {entry["text"]: entry for entry in json.loads((tmp_path / "names.json").read_text("utf-8"))["names"]}
    assert names["ly lich tu phap"] == {
        "text": "ly lich tu phap",
        "forms": ["lý lịch tư pháp"],
        "slugs": ["record"],
        "context": False,
    }
    assert names["so 1"]["context"] is True
    assert names["thuyen be"]["slugs"] == ["boats"]


def test_the_names_file_tells_the_family_of_each_member(session: Session, tmp_path: Path) -> None:
    write_names(session, tmp_path / "names.json")
    families = json.loads((tmp_path / "names.json").read_text("utf-8"))["families"]
    assert families["record-1"] == "record"
    assert "record" not in families


def test_an_unchanged_names_file_is_not_written_again(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "names.json"
    version = write_names(session, path)
    before = path.stat().st_mtime_ns
    assert write_names(session, path) == version
    assert path.stat().st_mtime_ns == before


def test_a_failed_load_leaves_the_live_versions_alone(engine: Engine, session: Session, tmp_path: Path) -> None:
    count = session.scalar(select(func.count()).select_from(Revision))
    changed = {**FILES, "record": {**FILES["record"], "fees": []}}  # type: ignore[dict-item]
    catalog = read_catalog(write_catalog(tmp_path / "changed", changed))
    with pytest.raises(RuntimeError), make_sessions(engine).begin() as other:
        load(other, catalog)
        raise RuntimeError("killed before the end")
    assert session.scalar(select(func.count()).select_from(Revision)) == count
