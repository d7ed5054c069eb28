"""Settings of the action server, read from the environment (.env.example explains each)."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from procedures.settings import KnowledgeSettings


class ActionsSettings(KnowledgeSettings):
    """Loud when a secret is missing: without ``ACTIONS_TOKEN`` and ``VAULT_PRIVATE_KEY`` nothing starts."""

    model_config = SettingsConfigDict(env_ignore_empty=True)

    port: int = 8000
    actions_port: int | None = None
    """Without a setting, ``PORT`` + 2."""
    actions_token: SecretStr = Field(min_length=16)
    vault_private_key: SecretStr = Field(min_length=1)
    agency_portal_url: str | None = None
    agency_criminal_record_url: str | None = None
    agency_vneid_url: str | None = None
    agency_token: SecretStr = SecretStr("")
    agency_seconds: float = Field(default=3.5, gt=0, le=4)
    """How long an agency may take in all, other tries included."""
    agency_failures: int = Field(default=5, ge=1)
    """Failures in a row after which an agency is left alone."""
    agency_rest_seconds: float = Field(default=15, gt=0, le=600)
    agency_at_once: int = Field(default=20, ge=1)
    """Calls to one agency that may run at the same time."""
    operator_name: str = ""
    """Who runs the bot; empty: said in general words (``actions.operator``)."""
    hotline_number: str = "1800 1096"
    hotline_hours: str = ""
    """Empty: not known to us, and said so."""
    metrics_token: SecretStr = SecretStr("")
    """Lets Prometheus read ``/metrics``; empty: nobody."""
    actions_host: str = "127.0.0.1"
    """Loopback, except in a container, where only Rasa can reach it."""
    log_level: str = "INFO"

    @property
    def listen_on(self) -> int:
        """The port of the action server."""
        return self.actions_port or self.port + 2
