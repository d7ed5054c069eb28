"""The matrix of faults (long: ``make soak`` sets FAULTS): nothing lost, nothing doubled, all as before by itself."""

import os

import pytest

from tests.faults.catalogue import FAULTS
from tests.faults.matrix import run_matrix, table

pytestmark = [pytest.mark.e2e, pytest.mark.soak, pytest.mark.postgres, pytest.mark.redis]
WANTED = os.environ.get("FAULTS", "")
"""Messages a second, with commas, as ``python -m tests.faults --loads`` takes them."""


@pytest.mark.skipif(not WANTED, reason="many minutes: make soak")
async def test_every_fault_under_every_load_loses_and_doubles_nothing() -> None:
    cells = await run_matrix(loads=[float(each) for each in WANTED.split(",")])
    told = table(cells)
    print(told)
    assert cells and all(cell.holds for cell in cells), told


def test_there_are_at_least_twelve_faults_and_each_part_is_among_them() -> None:
    names = {fault.name for fault in FAULTS}
    assert len(names) == len(FAULTS) >= 12
    for part in ("rasa", "actions", "web", "agencies", "postgres", "redis", "disk", "clock"):
        assert any(name.startswith(part) for name in names), part
