"""The ministry's own sign-on by OpenID Connect: authorization code with PKCE, state, nonce, and a checked ID token.

Follows OpenID Connect Core 1.0, 3.1.3.7 (what to check of an ID token). Keys are fetched again when an unknown one
signs, so that the provider can change them without telling us.
"""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bot.web.accounts.errors import NoRole, SignOnFailed
from bot.web.settings import WebSettings

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures with a private key only: a shared secret or none would let others sign."""
SECONDS = 8.0
FRESH_SECONDS = 3600
CLOCKS_APART = 60
STRONG = frozenset({"mfa", "otp", "hwk", "sc", "fpt", "face"})
"""Values of the claim ``amr`` (RFC 8176) that say: not by a password alone."""


@dataclass(frozen=True)
class Person:
    """Who signed in there, as a checked ID token says."""

    issuer: str
    subject: str
    login: str
    name: str
    email: str | None
    roles: tuple[str, ...]
    second_factor: bool


class SignOn:
    """One provider: what it says of itself, and its keys."""

    def __init__(self, settings: WebSettings):
        self._issuer = settings.oidc_issuer
        self._id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret.get_secret_value()
        self._claim = settings.oidc_roles_claim
        self._roles = settings.role_of_claim
        self._metadata: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._read_at = 0.0

    async def address(self, redirect: str, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises SignOnFailed."""
        metadata = await self._provider()
        async with self._client(redirect) as client:
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address)

    async def person(self, redirect: str, code: str, nonce: str, verifier: str) -> Person:
        """Trades the code for an ID token and checks it. Raises SignOnFailed, NoRole."""
        metadata = await self._provider()
        try:
            async with self._client(redirect) as client:
                token = await client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=verifier)
        except (httpx.HTTPError, AuthlibBaseError, ValueError) as error:
            raise SignOnFailed("token_endpoint") from error
        claims = await self._checked(str(token.get("id_token") or ""), nonce)
        return self._read(claims)

    async def _checked(self, id_token: str, nonce: str) -> dict[str, Any]:
        wanted = jwt.JWTClaimsRegistry(
            leeway=CLOCKS_APART,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims = (await self._decoded(id_token)).claims
            wanted.validate(claims)
        except (JoseError, ValueError) as error:
            raise SignOnFailed(f"id_token: {type(error).__name__}") from error
        audience = claims["aud"]
        if claims.get("azp", self._id) != self._id or (
            isinstance(audience, list) and len(audience) > 1 and "azp" not in claims
        ):
            raise SignOnFailed("id_token: made for another program")
        return dict(claims)

    async def _decoded(self, id_token: str) -> jwt.Token:
        try:
            return jwt.decode(id_token, await self._key_set(), ALGORITHMS)
        except (JoseError, ValueError):
            return jwt.decode(id_token, await self._key_set(again=True), ALGORITHMS)

    def _read(self, claims: dict[str, Any]) -> Person:
        given: Any = claims
        for part in self._claim.split("."):
            given = given.get(part) if isinstance(given, dict) else None
        names = given if isinstance(given, list) else [given]
        roles = {self._roles[name] for name in names if isinstance(name, str) and name in self._roles}
        if not roles:
            raise NoRole
        methods = claims.get("amr")
        email = claims.get("email")
        login = claims.get("preferred_username") or email or claims["sub"]
        return Person(
            issuer=self._issuer, subject=claims["sub"], login=str(login), name=str(claims.get("name") or login),
            email=email if isinstance(email, str) else None, roles=tuple(sorted(roles)),
            second_factor=isinstance(methods, list) and any(isinstance(m, str) and m in STRONG for m in methods),
        )  # fmt: skip

    async def _provider(self) -> dict[str, Any]:
        if self._metadata and time.monotonic() - self._read_at < FRESH_SECONDS:
            return self._metadata
        metadata = await self._get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if metadata.get("issuer") != self._issuer:
            raise SignOnFailed("discovery: another issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(str(metadata.get(name))):
                raise SignOnFailed(f"discovery: {name}")
        self._metadata, self._keys, self._read_at = metadata, None, time.monotonic()
        return metadata

    async def _key_set(self, again: bool = False) -> KeySet:
        if self._keys is None or again:
            fetched: Any = await self._get((await self._provider())["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set(fetched)
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise SignOnFailed("keys") from error
        return self._keys

    async def _get(self, url: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                response = (await client.get(url)).raise_for_status()
            body = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise SignOnFailed("provider unreachable") from error
        if not isinstance(body, dict):
            raise SignOnFailed("provider's answer")
        return body

    def _client(self, redirect: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._id, self._secret or None, scope="openid profile email", redirect_uri=redirect,
            code_challenge_method="S256", timeout=SECONDS,
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
        )  # fmt: skip


def is_safe(url: str) -> bool:
    """https, or this very machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
