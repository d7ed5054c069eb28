"""Phrases that start a guide go into the names file."""

from sqlalchemy.orm import Session

from procedures.publishing.load import publish
from procedures.publishing.names import names
from procedures.record import Record
from tests.procedures.conftest import FILES
from tests.procedures.guides.sample import data


def test_a_published_guide_is_named_as_one(session: Session) -> None:
    publish(session, Record.model_validate({**FILES["record"], "guide": data()}), "test", "test")  # type: ignore[dict-item]
    [entry] = [name for name in names(session) if name["text"] == "thuyen cua toi loai nao"]
    assert entry["guide"] is True
    assert entry["slugs"] == ["record"]
    assert not any(name.get("guide") for name in names(session) if name["text"] == "ly lich tu phap")
