"""Fixtures that more than one folder of tests needs."""

from collections.abc import Iterator

import pytest

from tests.stack import Stack, start


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The real processes, shared by all tests that only talk to them."""
    running = start(tmp_path_factory.mktemp("state"))
    yield running
    running.stop()
