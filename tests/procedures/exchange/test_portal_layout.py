"""The written layout is the one that the code reads."""

import json
from pathlib import Path

import pytest

from procedures.exchange.portal.layout import PortalRecord

DOCS = Path(__file__).parents[3] / "docs"


def test_the_schema_in_the_docs_is_that_of_the_code() -> None:
    """To renew it: ``PortalRecord.schema_text()``."""
    assert (DOCS / "portal-layout.schema.json").read_text("utf-8") == PortalRecord.schema_text()
    assert json.loads(PortalRecord.schema_text())["required"] == ["code", "name"]


@pytest.mark.parametrize("field", sorted(PortalRecord.model_fields))
def test_the_page_names_every_field(field: str) -> None:
    assert f"`{field}`" in (DOCS / "portal-import.md").read_text("utf-8")
