"""How many rows a statement changed: what conditional updates are decided by."""

from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Update
from sqlalchemy.orm import Session


def changed(session: Session, statement: Update | Delete) -> int:
    """Runs the statement and gives the number of rows."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
