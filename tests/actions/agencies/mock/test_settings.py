"""The mock's settings."""

import pytest
from pydantic import ValidationError

from actions.agencies.mock.settings import MockSettings


def test_modes_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_PORTAL_MODE", "down")
    monkeypatch.setenv("MOCK_VNEID_MODE", "")
    settings = MockSettings()
    assert (settings.mock_portal_mode, settings.mock_vneid_mode) == ("down", "ok")


def test_an_unknown_mode_is_loud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCK_PORTAL_MODE", "sleepy")
    with pytest.raises(ValidationError):
        MockSettings()


def test_the_port_follows_the_first_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AGENCIES_PORT", raising=False)
    monkeypatch.setenv("PORT", "9000")
    assert MockSettings().listen_on == 9003


def test_only_a_setting_lets_others_than_this_machine_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AGENCIES_HOST", raising=False)
    assert MockSettings().agencies_host == "127.0.0.1"
    monkeypatch.setenv("AGENCIES_HOST", "0.0.0.0")
    assert MockSettings().agencies_host == "0.0.0.0"
