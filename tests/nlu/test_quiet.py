"""No setting makes Rasa write down what citizens say."""

import os

import pytest

from bot.nlu.__main__ import silence


@pytest.mark.parametrize(
    ("given", "used"),
    [("DEBUG", "WARNING"), ("info", "WARNING"), ("", "WARNING"), (None, "WARNING"), ("error", "ERROR"),
     ("CRITICAL", "CRITICAL")],
)  # fmt: skip
def test_the_log_begins_at_warning_or_above(monkeypatch: pytest.MonkeyPatch, given: str | None, used: str) -> None:
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    monkeypatch.setenv("LOG_LEVEL_LIBRARIES", "DEBUG")
    if given is not None:
        monkeypatch.setenv("LOG_LEVEL", given)
    silence()
    assert (os.environ["LOG_LEVEL"], os.environ["LOG_LEVEL_LIBRARIES"]) == (used, "WARNING")
