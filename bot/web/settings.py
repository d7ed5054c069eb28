"""What the edge reads from the environment; every variable stands in ``.env.example``."""

import base64
import binascii
import re
from ipaddress import ip_network
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator

from bot.web.roles import ROLES
from procedures.settings import KnowledgeSettings


class TermSettings(KnowledgeSettings):
    """How long things are kept, unless an admin has set it in the data base; all that retention needs."""

    idle_minutes: int = Field(default=30, ge=1, le=24 * 60)
    keep_conversations_days: int = Field(default=90, ge=1, le=3650)
    keep_reports_days: int = Field(default=730, ge=1, le=3650)
    resume_link_days: int = Field(default=7, ge=1, le=90)


class WebSettings(TermSettings):
    """Settings of ``python -m bot.web``. Loud when a required one is missing or malformed; secrets hide themselves."""

    host: str = "127.0.0.1"
    port: int = 8000
    rasa_url: str = "http://127.0.0.1:8001"
    actions_url: str = "http://127.0.0.1:8002"
    follow_releases: bool = False
    """The launcher says in the data base which Rasa answers, and starts another for each release (ADR 29)."""
    vault_public_key: str
    """Base64 of 32 bytes: the edge can only put into the vault, never read."""
    address_key: SecretStr = Field(min_length=16)
    """Turns an address into an opaque id (HMAC), so that actions can count tries without knowing who."""
    accounts_key: SecretStr
    """Base64 of 32 bytes: seals the secrets of second factors."""
    desk_key: SecretStr
    """Base64 of 32 bytes: seals numbers that citizens write to a person, and those of call-backs."""
    second_factor_for_all: bool = False
    """Team leads, approvers and admins need one in any case."""
    demo_accounts: bool = False
    """Sample accounts with a known password, open only on this machine; the launcher sets it for a local trial."""
    production: bool = False
    """Citizens use it: nothing that is only for trials may run."""
    oidc_issuer: str = ""
    """A ministry's own sign-on (OpenID Connect); empty: none."""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_roles_claim: str = "roles"
    """Where an ID token names groups; dots lead inwards: ``realm_access.roles``."""
    oidc_roles: str = ""
    """What each of them may do here, with commas: ``hotline=staff, leads=team_lead``. Others get no account."""
    operator_name: str = "đơn vị vận hành Một Cửa (bản chạy thử)"
    hotline_number: str = "1800 1096"
    hotline_hours: str = ""
    """Empty: the hours are not known to us, and the bot says so."""
    trusted_proxies: str = ""
    """Addresses or networks, with commas, that may say in X-Forwarded-For and -Proto whom they speak for."""
    rate_conversation: str = "40/minute"
    rate_address: str = "600/minute"
    """Generous: a whole ward may share one address of a mobile network. Reading: twice as often (``limits.READS``)."""
    rate_new_conversations: str = "120/minute"
    rate_call_backs: str = "20/hour"
    most_turns: int = Field(default=48, ge=1)
    """Turns that run at once in this process, at most; more wait."""
    turn_slow_seconds: float = Field(default=0.5, gt=0, le=8)
    """While turns take longer than this, fewer run at once."""
    turn_wait_seconds: float = Field(default=0.7, gt=0, le=10)
    """How long a message waits for its place before it is refused."""
    shed_new_after_seconds: float = Field(default=0.3, gt=0, le=10)
    """While messages wait longer than this, no new conversation begins."""
    metrics_token: SecretStr = SecretStr("")
    """Lets Prometheus read ``/metrics``; empty: nobody."""
    redis_url: SecretStr = SecretStr("")
    """Where edges share rate limits and live messages; empty: each keeps its own."""
    rasa_token: SecretStr = SecretStr("")
    """Lets the web erase a conversation from Rasa's memory; empty: Rasa refuses, and erasing waits."""
    link_check: bool = False
    """Asks once a day whether addresses in the catalog still answer; off: nothing is asked."""
    log_level: str = "INFO"
    log_format: str = Field(default="plain", pattern="^(plain|json)$")

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for part in value.split(",") if value else ():
            try:
                size = ip_network(part.strip()).prefixlen
            except ValueError as error:
                raise ValueError("not an address or network") from error
            if not size:
                raise ValueError("nobody may trust the whole world")
        return value

    @property
    def role_of_claim(self) -> dict[str, str]:
        """``oidc_roles`` read: group there → role here."""
        pairs = (part.rpartition("=") for part in self.oidc_roles.split(",") if part.strip())
        return {group.strip(): role.strip() for group, _, role in pairs}

    @field_validator("accounts_key", "desk_key")
    @classmethod
    def _seals(cls, value: SecretStr) -> SecretStr:
        cls._is_a_key(value.get_secret_value())
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _is_https(cls, value: str) -> str:
        local = re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])[:/]", value + "/")
        if value and not value.startswith("https://") and not local:
            raise ValueError("must begin with https://")
        return value

    @field_validator("oidc_roles")
    @classmethod
    def _are_roles(cls, value: str) -> str:
        for part in value.split(",") if value else ():
            group, _, role = part.rpartition("=")
            if not group.strip() or role.strip() not in ROLES:
                raise ValueError(f"must be like group=role, with one of the roles {', '.join(ROLES)}")
        return value

    @model_validator(mode="after")
    def _go_together(self) -> Self:
        if self.production and self.demo_accounts:
            raise ValueError("DEMO_ACCOUNTS must be off where PRODUCTION is on: their password is known to everybody.")
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_roles):
            raise ValueError("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_ROLES.")
        return self

    @field_validator("vault_public_key")
    @classmethod
    def _is_a_key(cls, value: str) -> str:
        try:
            length = len(base64.b64decode(value, validate=True))
        except binascii.Error as error:
            raise ValueError("not base64") from error
        if length != 32:
            raise ValueError("must be 32 bytes in base64")
        return value
