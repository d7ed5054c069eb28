"""The web with a clock that can be moved while it runs: ``python -m tests.faults.clock`` in the place of bot.web.

The file named by CLOCK_FILE holds the seconds by which its clock is off. Only the clock of the wall moves, as when a
machine is set right; what measures spans (monotonic) goes on.
"""

import datetime as dates
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from bot.launcher.parts import Part

SETTING = "CLOCK_FILE"


def with_clock(part: Part, file: Path) -> Part:
    """The web's part with a movable clock."""
    file.write_text("0", "utf-8")
    return replace(part, argv=(part.argv[0], "-m", "tests.faults.clock"), env={**part.env, SETTING: str(file)})


def move(file: Path, seconds: float) -> None:
    """The clock is off by so much from now on."""
    fresh = file.with_suffix(".new")
    fresh.write_text(str(seconds), "utf-8")
    fresh.replace(file)


def _install(file: Path) -> None:
    real = time.time

    def off() -> float:
        return float(file.read_text("utf-8"))

    class Moved(dates.datetime):
        @classmethod
        def now(cls, tz: dates.tzinfo | None = None) -> "Moved":
            return cls.fromtimestamp(real() + off(), tz)

    from procedures import calendar

    vars(calendar)["datetime"] = Moved
    time.time = lambda: real() + off()


if __name__ == "__main__":
    _install(Path(os.environ[SETTING]))
    from bot.web.__main__ import main

    sys.exit(main())
