"""What a conversation does to the mock agencies before a turn, and how all is put right after it."""

import json
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from actions.agencies.mock.samples import read_samples
from tests.stack import Stack


class Agencies:
    """The agencies of a running system.

    A turn may say ``agency: {portal: down}`` (from now on it behaves so), ``dossier: {portal/H26.7-…: {status: 9}}``
    (it moved on), ``tokens: withdrawn`` (no followed dossier opens any more).
    """

    def __init__(self, stack: Stack):
        self.url = f"http://127.0.0.1:{stack.port + 3}"
        self.switched: set[str] = set()
        self.moved: dict[str, set[str]] = {}

    def before(self, turn: Mapping[str, Any]) -> None:
        """Does what the turn asks for."""
        for agency, mode in turn.get("agency", {}).items():
            self.switched.add(agency)
            self._send("PUT", f"_switch/{agency}", {"mode": mode})
        for dossier, fields in turn.get("dossier", {}).items():
            self.moved.setdefault(dossier, set()).update(fields)
            self._send("PUT", f"_dossiers/{dossier}", fields)
        if "tokens" in turn:
            self._send("DELETE", "_tokens", {})

    def put_right(self) -> None:
        """Every agency answers again, every dossier is as recorded."""
        samples = read_samples()
        for agency in self.switched:
            self._send("PUT", f"_switch/{agency}", {"mode": "ok"})
        for dossier, fields in self.moved.items():
            agency, code = dossier.split("/")
            recorded = getattr(samples, agency.replace("-", "_"))[code].answer
            self._send("PUT", f"_dossiers/{dossier}", {field: recorded[field] for field in fields})

    def _send(self, method: str, path: str, body: object) -> None:
        request = urllib.request.Request(
            f"{self.url}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=10):
            pass


@contextmanager
def agencies_of(stack: Stack) -> Iterator[Agencies]:
    """The agencies during one conversation."""
    agencies = Agencies(stack)
    try:
        yield agencies
    finally:
        agencies.put_right()
