"""An edge for jobs."""

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.edge import Edge
from bot.web.settings import WebSettings


@pytest.fixture
def edge_only(settings: WebSettings, sessions: sessionmaker[Session]) -> Edge:
    """An edge without a server: jobs need no more."""
    return Edge(settings, sessions, None)  # type: ignore[arg-type]
