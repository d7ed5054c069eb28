"""What the edge reads from the environment; every variable stands in ``.env.example``."""

import base64
import binascii
from ipaddress import ip_network

from pydantic import Field, SecretStr, field_validator

from procedures.settings import KnowledgeSettings


class WebSettings(KnowledgeSettings):
    """Settings of ``python -m bot.web``. Loud when a required one is missing or malformed; secrets hide themselves."""

    host: str = "127.0.0.1"
    port: int = 8000
    rasa_url: str = "http://127.0.0.1:8001"
    actions_url: str = "http://127.0.0.1:8002"
    vault_public_key: str
    """Base64 of 32 bytes: the edge can only put into the vault, never read."""
    address_key: SecretStr = Field(min_length=16)
    """Turns an address into an opaque id (HMAC), so that actions can count tries without knowing who."""
    operator_name: str = "đơn vị vận hành Một Cửa (bản chạy thử)"
    hotline_number: str = "1800 1096"
    hotline_hours: str = ""
    """Empty: the hours are not known to us, and the bot says so."""
    trusted_proxies: str = ""
    """Addresses or networks, with commas, that may say in X-Forwarded-For and -Proto whom they speak for."""
    rate_conversation: str = "40/minute"
    rate_address: str = "600/minute"
    """Generous: a whole ward may share one address of a mobile network."""
    rate_new_conversations: str = "120/minute"
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
