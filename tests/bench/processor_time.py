"""Processor time of running processes, which a busy machine hardly changes."""

import os
from pathlib import Path

_TICK = 1000 / os.sysconf("SC_CLK_TCK")


def milliseconds(pid: int) -> float:
    """What a process has used so far, its threads included, its children not."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * _TICK


def parts_of(parent: int, names: dict[str, str]) -> dict[str, int]:
    """The children of a process by their Python modules: ``{"bot.nlu": "rasa"}`` gives ``{"rasa": pid}``."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rsplit(")", 1)[1].split()
            argv = (path.parent / "cmdline").read_text("utf-8").split("\0")
        except OSError:  # it has ended meanwhile
            continue
        module = argv[argv.index("-m") + 1] if "-m" in argv[:-1] else ""
        if int(fields[1]) == parent and module in names:
            found[names[module]] = int(path.parent.name)
    return found
