"""Fixtures that more than one folder of tests needs."""

import os
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from procedures.db import make_engine
from tests.stack import Stack, start


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The real processes, shared by all tests that only talk to them."""
    many = dict.fromkeys(("RATE_NEW_CONVERSATIONS", "RATE_ADDRESS"), "100000/minute")  # all tests are one address
    running = start(tmp_path_factory.mktemp("state"), **many)
    yield running
    running.stop()


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """Address of an empty schema of its own in the PostgreSQL that the environment names; gone afterwards."""
    url = os.environ.get("TEST_POSTGRES_URL")
    if not url:
        pytest.fail("TEST_POSTGRES_URL is not set")
    schema = f"test_{uuid.uuid4().hex[:12]}"
    plain = make_engine(url)
    with plain.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"
    with plain.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    plain.dispose()
