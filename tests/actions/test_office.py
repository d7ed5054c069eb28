"""The day in Vietnam by the office's clock."""

from datetime import UTC, date, datetime

from actions.office import Office
from tests.actions.bench import Clock


def test_the_day_is_vietnams(office: Office, clock: Clock) -> None:
    clock.time = datetime(2026, 11, 21, 16, 59, tzinfo=UTC)
    assert office.today() == date(2026, 11, 21)
    clock.forward(minutes=1)
    assert office.today() == date(2026, 11, 22)
