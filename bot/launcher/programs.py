"""The programs behind a training, run quietly beside the bot: what they print is their log and how far they are."""

import json
import os
import re
import sys
import tempfile
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.launcher.errors import LaunchError
from bot.launcher.logs import PartLog
from bot.launcher.model import Wanted
from bot.launcher.parts import SEALED_PYTHON, rasa_environment
from bot.launcher.settings import LauncherSettings
from bot.launcher.task import run_task
from bot.launcher.train import ensure_model
from bot.training.trainings import LINE, LOG_LINES, Sign

QUIETLY = ("nice", "-n", "10")
"""Citizens' turns go first."""
_PROGRESS = re.compile(r"progress (\d{1,3})")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_KEPT_FROM_THE_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL")
"""All that a private system may know of ours: it must find neither our data base nor our secrets."""


class NotMeasured(LaunchError):
    """A measuring program failed; its log says why."""


class Programs:
    """Those of one training; ``sign`` says at any moment how far it has come."""

    def __init__(self, settings: LauncherSettings, shared: Mapping[str, str]):
        self._settings, self._shared = settings, shared
        self._step, self._percent = "training", -1
        self._lines: deque[str] = deque(maxlen=LOG_LINES)

    def sign(self) -> Sign:
        """The step, the percent where a program told them, the last lines of the log."""
        return Sign(self._step, self._percent if self._percent >= 0 else None, "\n".join(self._lines))

    async def train(self, wanted: Wanted) -> Path:
        """The file of the model, trained unless it is there. Raises LaunchError."""
        self._begin("training")
        with self._log() as log:
            return await ensure_model(self._settings, self._shared, wanted, log, QUIETLY)

    async def messages(self, live: Path, candidate: Path) -> dict[str, Any]:
        """What ``tests.bench.beside`` counted. Raises NotMeasured."""
        self._begin("measuring_messages")
        argv = [SEALED_PYTHON, "-W", "ignore", "-m", "tests.bench.beside", str(live), str(candidate)]
        return await self._told(argv, rasa_environment(self._settings, self._shared))

    async def talks(self, model: Path) -> dict[str, Any]:
        """What ``tests.conversations.measure`` found. Raises NotMeasured."""
        self._begin("measuring_talks")
        kept = {name: os.environ[name] for name in _KEPT_FROM_THE_ENVIRONMENT if name in os.environ}
        env = {**kept, "ENV_FILE": os.devnull, "TMPDIR": str(self._settings.state / "tmp"), "PYTHONUNBUFFERED": "1"}
        return await self._told([sys.executable, "-m", "tests.conversations.measure", str(model)], env)

    async def _told(self, argv: Sequence[str], env: Mapping[str, str]) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(dir=self._settings.state / "tmp") as folder, self._log() as log:
            out = Path(folder) / "out.json"
            if await run_task(self._step, [*QUIETLY, *argv, str(out)], env, log) or not out.exists():
                raise NotMeasured(f"{self._step} failed: {self._settings.state / 'logs/training.log'} says why.")
            told: dict[str, Any] = json.loads(out.read_text("utf-8"))
            return told

    def _begin(self, step: str) -> None:
        self._step, self._percent = step, -1
        self._lines.append(f"· {step}")

    def _log(self) -> PartLog:
        return PartLog(self._settings.state / "logs", "training", hear=self._hear)

    def _hear(self, line: str) -> bool:
        found = _PROGRESS.fullmatch(line)
        if found:
            self._percent = int(found.group(1))
            return True
        self._lines.append(_COLOUR.sub("", line)[:LINE])
        return False
