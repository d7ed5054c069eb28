"""The catalog out as files and in again, without loss."""

from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from procedures.db import make_engine, make_sessions
from procedures.exchange.export import ExportFailed, export
from procedures.migrations.run import migrate
from procedures.publishing.files import CATALOG, read_catalog
from procedures.publishing.load import load
from tests.procedures.conftest import FILES


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped catalog, written out of a data base."""
    folder = tmp_path_factory.mktemp("export")
    engine = make_engine(f"sqlite:///{folder / 'test.db'}")
    migrate(engine)
    with make_sessions(engine).begin() as session:
        load(session, read_catalog())
    with make_sessions(engine)() as session:
        export(session, folder / "out")
    engine.dispose()
    return folder / "out"


def test_the_shipped_catalog_comes_back_the_same(shipped: Path) -> None:
    before, after = read_catalog(), read_catalog(shipped)
    assert after.records == before.records
    assert after.registers == before.registers


def test_the_files_have_the_names_of_the_catalog(shipped: Path) -> None:
    ours = {path.name for path in CATALOG.glob("[!_]*.yml")}
    assert {path.name for path in shipped.glob("[!_]*.yml")} == ours


def test_loading_what_was_exported_changes_nothing(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path / "out")
    assert load(session, read_catalog(tmp_path / "out")) == []


def test_a_variant_is_written_without_what_it_inherits(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path / "out")
    variant = yaml.safe_load((tmp_path / "out/record-1.yml").read_text("utf-8"))
    assert variant["inherits_from"] == "record"
    assert variant["results"][0]["text"]["vi"] == "Phiếu số 1"
    assert not {"fees", "documents", "codes"} & set(variant)


def test_a_variant_follows_its_parent_when_that_is_changed_in_the_files(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path / "out")
    path = tmp_path / "out/record.yml"
    parent = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**parent, "fees": []}, allow_unicode=True), "utf-8")
    assert read_catalog(tmp_path / "out").records["record-1"].fees == ()


def test_the_files_are_readable_vietnamese_with_plain_days(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path / "out")
    text = (tmp_path / "out/record.yml").read_text("utf-8")
    assert "vi: Cấp Phiếu lý lịch tư pháp" in text
    assert "from: 2026-01-01" in text


def test_a_folder_with_something_in_it_is_left_alone(session: Session, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(ExportFailed, match="new or empty"):
        export(session, tmp_path)
    assert [path.name for path in tmp_path.glob("*.yml")] == []


def test_an_empty_knowledge_base_gives_an_empty_folder(engine: Engine, tmp_path: Path) -> None:
    with make_sessions(engine)() as session:
        assert export(session, tmp_path / "out").records == {}
    assert list((tmp_path / "out").iterdir()) == []


def test_every_record_of_the_small_catalog_is_written(session: Session, tmp_path: Path) -> None:
    export(session, tmp_path / "out")
    assert {path.stem for path in (tmp_path / "out").iterdir()} == set(FILES)
