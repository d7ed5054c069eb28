"""Keeps the names of procedures up to date while Rasa runs: no training, no restart."""

import logging
import threading
from typing import Any

from bot.nlu.names import Names
from bot.nlu.names_source import Source
from bot.nlu.published import BadNames

logger = logging.getLogger(__name__)


class LiveNames:
    """Looks for other names in a thread of its own, and swaps the index when it is ready.

    ``current`` is always whole: a broken or missing source leaves the last good copy in use and is logged once.
    """

    def __init__(self, source: Source, first: dict[str, Any], every: float) -> None:
        """``first``: content to start with, used until the source gave some; ``every``: seconds between two looks."""
        self._source = source
        self._every = every
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.looked = threading.Condition()
        """Notified after every look."""
        self.current = Names(first)
        self.look()

    def start(self) -> None:
        """Starts looking at the file; a second call does nothing."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live-names", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Ends the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Looks once: builds a new index when the source has another version."""
        try:
            content = self._source.changed()
            if content is not None and content["version"] != self.current.version:
                self.current = Names(content, self.current)
        except (OSError, BadNames) as error:
            logger.warning("Names of version %s stay in use: %s", self.current.version, error)
        with self.looked:
            self.looked.notify_all()

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            self.look()
