"""The day in Vietnam: every look-up takes a day, and «today» is the day in Asia/Ho_Chi_Minh (DESIGN 6)."""

from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no daylight saving since 1975


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """A moment out of the data base with its zone: SQLite gives times back without it."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def today() -> date:
    """Today's date in Vietnam."""
    return datetime.now(VIETNAM).date()


def midnight(day: date) -> datetime:
    """The moment, in UTC, at which a day begins in Vietnam."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def written(day: date) -> str:
    """A date as people write it: 21/11/2026."""
    return f"{day:%d/%m/%Y}"
