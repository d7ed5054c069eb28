"""A short form of the long measurements (``make soak`` sets LOAD): below the limit all is well, above it honest."""

import os

import pytest

from tests.load.__main__ import shown
from tests.load.figures import table
from tests.load.measured import flood, span, system_of, warm

pytestmark = [pytest.mark.e2e, pytest.mark.soak]
WANTED = os.environ.get("LOAD", "")
"""``rate/seconds``: messages a second that this machine surely bears, and how long."""


@pytest.mark.skipif(not WANTED, reason="minutes: make soak")
async def test_below_the_limit_nobody_is_refused_and_above_it_nothing_is_lost() -> None:
    rate, seconds = (float(each) for each in WANTED.split("/"))
    async with system_of() as system:
        await warm(system)
        steady = await span(system, rate, seconds)
        crowd = await flood(system, 10 * rate, 3, seconds, 15)
    told = "\n".join(
        [table([("steady", steady.figures), ("crowd", crowd.during.figures), ("after", crowd.after.figures)]),
         shown(steady.verdict), shown(crowd.during.verdict), shown(crowd.after.verdict)]
    )  # fmt: skip
    assert not (steady.figures.refused or steady.figures.failed or steady.verdict.shown_as_failed), told
    for each in (steady, crowd.during, crowd.after):
        assert not (each.verdict.lost or each.verdict.doubled), told
    assert not crowd.during.figures.failed and crowd.after.figures.answered, told
