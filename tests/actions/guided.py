"""A guide in the small catalog of these tests."""

from typing import Any

from actions.office import Office
from procedures.guides.model import Guide
from procedures.publishing.load import publish
from tests.actions.catalog import make_catalog
from tests.procedures.guides.sample import data

SLUG = "criminal-record"


def publish_guide(office: Office, guide: dict[str, Any] | None) -> None:
    """Publishes the record anew, with that guide or without any."""
    record = make_catalog().records[SLUG]
    with office.sessions.begin() as session:
        held = Guide.model_validate(guide) if guide else None
        publish(session, record.model_copy(update={"guide": held}), "test", "test")


def sample_data() -> dict[str, Any]:
    """The sample guide, whose outcomes are about the record of these tests."""
    guide = data()
    for outcome in guide["outcomes"]:
        outcome["procedure"] = SLUG
    return guide
