"""Keeps the names of procedures up to date while Rasa runs: no training, no restart."""

import logging
import threading
from pathlib import Path
from typing import Any

from bot.nlu.names import BadNames, Names, read_names

logger = logging.getLogger(__name__)


class LiveNames:
    """Reads the names file again when it changes, in a thread of its own, and swaps the index when it is ready.

    ``current`` is always whole: a broken or missing file leaves the last good copy in use and is logged once.
    """

    def __init__(self, path: Path, first: dict[str, Any], every: float) -> None:
        """``first``: content to start with, used until the file was read; ``every``: seconds between two looks."""
        self._path = path
        self._every = every
        self._seen: tuple[int, int, int] | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.looked = threading.Condition()
        """Notified after every look at the file."""
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
        """Looks once: builds a new index when the file is another one than at the last look."""
        try:
            status = self._path.stat()
            seen = (status.st_mtime_ns, status.st_size, status.st_ino)
            if seen != self._seen:
                self._seen = seen
                content = read_names(self._path)
                if content["version"] != self.current.version:
                    self.current = Names(content)
        except FileNotFoundError:
            if self._seen is not None:
                self._seen = None
                logger.warning("The names file is gone; names of version %s stay in use", self.current.version)
        except (OSError, BadNames) as error:
            logger.warning("Names of version %s stay in use: %s", self.current.version, error)
        with self.looked:
            self.looked.notify_all()

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            self.look()
