"""Where names come from: a file on this machine, or an address on another (the action server's ``/names.json``)."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol

from bot.nlu.published import BadNames, checked, read_names

LARGEST = 64 * 1024**2
"""Bytes that are read of an answer."""


class Source(Protocol):
    """Something that has names."""

    def changed(self) -> dict[str, Any] | None:
        """The content where it may have changed since the last call, else None; raises OSError or BadNames."""


class FileSource:
    """The file that publishing writes; read again when it is another one than at the last look."""

    def __init__(self, path: Path) -> None:
        """``path``: it need not exist yet."""
        self._path = path
        self._seen: tuple[int, int, int] | None = None

    def changed(self) -> dict[str, Any] | None:
        """See Source."""
        try:
            status = self._path.stat()
        except FileNotFoundError as gone:
            if self._seen is None:
                return None
            self._seen = None
            raise BadNames(f"{self._path.name} is gone") from gone
        seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        if seen == self._seen:
            return None
        self._seen = seen
        return read_names(self._path)


class HttpSource:
    """An address that answers with the content and its ETag, or with 304 where nothing changed."""

    def __init__(self, url: str, token: str, seconds: float) -> None:
        """``token``: sent as a bearer token. ``seconds``: how long an answer may take."""
        self._url = url
        self._token = token
        self._seconds = seconds
        self._etag = ""
        self._failing = False

    def changed(self) -> dict[str, Any] | None:
        """See Source. A failure is raised once, until an answer comes again."""
        try:
            content = self._asked()
        except (OSError, BadNames):
            if self._failing:
                return None
            self._failing = True
            raise
        self._failing = False
        return content

    def _asked(self) -> dict[str, Any] | None:
        headers = {"Authorization": f"Bearer {self._token}", **({"If-None-Match": self._etag} if self._etag else {})}
        request = urllib.request.Request(self._url, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=self._seconds) as answer:
                body, etag = answer.read(LARGEST + 1), answer.headers.get("ETag", "")
        except urllib.error.HTTPError as answer:
            if answer.code == HTTPStatus.NOT_MODIFIED:
                return None
            raise BadNames(f"{self._url} answers {answer.code}") from None
        try:
            content = checked(json.loads(body), self._url)
        except ValueError as error:
            raise BadNames(f"{self._url}: {error}") from error
        self._etag = etag
        return content


def source(settings: Mapping[str, str], names_file: str, seconds: float) -> Source:
    """The address NAMES_URL, where it is set, else the file NAMES_FILE, else ``names_file``."""
    if settings.get("NAMES_URL"):
        return HttpSource(settings["NAMES_URL"], settings.get("ACTIONS_TOKEN", ""), seconds)
    return FileSource(Path(settings.get("NAMES_FILE") or names_file))
