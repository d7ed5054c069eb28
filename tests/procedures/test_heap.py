"""What is loaded at the start is not looked through for garbage again."""

import gc
from collections.abc import Iterator

import pytest

from procedures import heap


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_there_stays_and_garbage_that_comes_later_is_still_found() -> None:
    heap.settle()
    assert gc.get_freeze_count() > 0 and gc.get_threshold()[0] == heap.OBJECTS
    circle: list[object] = []
    circle.append(circle)
    del circle
    assert gc.collect() > 0
