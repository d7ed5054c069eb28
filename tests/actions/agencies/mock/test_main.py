"""``python -m actions.agencies.mock``."""

from typing import Any

import pytest
from aiohttp import web

from actions.agencies.mock import __main__ as program


def test_it_listens_on_loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    served: dict[str, Any] = {}
    monkeypatch.setattr(web, "run_app", lambda app, **how: served.update(how))
    monkeypatch.setenv("AGENCIES_PORT", "1234")
    program.main()
    assert (served["host"], served["port"]) == ("127.0.0.1", 1234)
