"""Settings of the mock agencies, read from the environment."""

from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Mode = Literal["ok", "slow", "broken", "down"]


class MockSettings(BaseSettings):
    """``MOCK_<AGENCY>_MODE`` is the mode an agency starts in; ``PUT /_switch/{agency}`` changes it."""

    model_config = SettingsConfigDict(env_ignore_empty=True)

    port: int = 8000
    agencies_port: int | None = None
    """Without a setting, ``PORT`` + 3."""
    agencies_host: str = "127.0.0.1"
    """Loopback, except in a container."""
    agency_token: SecretStr = SecretStr("")
    mock_portal_mode: Mode = "ok"
    mock_criminal_record_mode: Mode = "ok"
    mock_vneid_mode: Mode = "ok"
    mock_slow_seconds: float = 30.0
    """How long a slow agency lets its callers wait."""

    @property
    def listen_on(self) -> int:
        """The port of the mock."""
        return self.agencies_port or self.port + 3
