"""Settings from the environment."""

import pytest
from pydantic import ValidationError

from actions.settings import ActionsSettings

GIVEN = {"ACTIONS_TOKEN": "0123456789abcdef", "VAULT_PRIVATE_KEY": "key"}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment with the secrets and nothing else of ours."""
    for name in ActionsSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.mark.parametrize("missing", sorted(GIVEN))
def test_a_missing_secret_is_loud(environment: pytest.MonkeyPatch, missing: str) -> None:
    environment.setenv(missing, "")
    with pytest.raises(ValidationError, match=missing.lower()):
        ActionsSettings()


def test_empty_settings_are_as_if_unset(environment: pytest.MonkeyPatch) -> None:
    for name in ("AGENCY_PORTAL_URL", "ACTIONS_PORT", "OPERATOR_NAME", "HOTLINE_NUMBER"):
        environment.setenv(name, "")
    settings = ActionsSettings()
    assert settings.agency_portal_url is None
    assert settings.listen_on == 8002
    assert settings.hotline_number == "1800 1096"


def test_the_port_follows_the_first_one(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PORT", "9000")
    assert ActionsSettings().listen_on == 9002
    environment.setenv("ACTIONS_PORT", "1234")
    assert ActionsSettings().listen_on == 1234


def test_an_agency_may_not_take_longer_than_four_seconds(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("AGENCY_SECONDS", "5")
    with pytest.raises(ValidationError):
        ActionsSettings()


def test_secrets_hide_themselves(environment: pytest.MonkeyPatch) -> None:
    assert GIVEN["ACTIONS_TOKEN"] not in repr(ActionsSettings())
