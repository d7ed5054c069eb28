"""A small OpenID provider on loopback: discovery, authorization, token, keys. What it says can be bent for a test."""

import hashlib
import time
from base64 import b64decode, urlsafe_b64encode
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT, SECRET = "mot-cua", "secret-of-the-tests"


class Provider:
    """``person`` are the claims of whoever signs in; ``bend`` changes a token's claims before it is signed."""

    def __init__(self) -> None:
        self.url = ""
        self.person: dict[str, Any] = {"sub": "u-1", "preferred_username": "Trần.Hoa", "name": "Trần Hoa"}
        self.bend: dict[str, Any] = {}
        self.key = RSAKey.generate_key(2048, auto_kid=True)
        self.signs_with: RSAKey | OctKey = self.key
        self.algorithm = "RS256"
        self.issuer_said = ""
        self.asked: list[dict[str, str]] = []
        self.fetched_keys = 0
        self._codes: dict[str, dict[str, str]] = {}
        self.app = web.Application()
        self.app.router.add_get("/.well-known/openid-configuration", self._discovery)
        self.app.router.add_get("/authorize", self._authorize)
        self.app.router.add_post("/token", self._token)
        self.app.router.add_get("/keys", self._keys)

    def change_key(self) -> None:
        """Signs with a new key from now on, and publishes only that."""
        self.key = self.signs_with = RSAKey.generate_key(2048, auto_kid=True)

    async def _discovery(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": self.issuer_said or self.url, "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
            }
        )  # fmt: skip

    async def _authorize(self, request: web.Request) -> web.Response:
        """Whoever comes is signed in already, and is sent back with a code."""
        asked = dict(request.query)
        self.asked.append(asked)
        code = f"code-{len(self.asked)}"
        self._codes[code] = asked
        raise web.HTTPFound(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        asked = self._codes.pop(str(form["code"]), None)
        client = b64decode(request.headers.get("Authorization", "Basic ").removeprefix("Basic ")).decode()
        verified = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        made = urlsafe_b64encode(verified).decode().rstrip("=")
        known = client == f"{CLIENT}:{SECRET}"
        if not asked or not known or (made, form["redirect_uri"]) != (asked["code_challenge"], asked["redirect_uri"]):
            return web.json_response({"error": "invalid_grant"}, status=400)
        now = int(time.time())
        claims = self.person | {
            "iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"],
        } | self.bend  # fmt: skip
        header = {"alg": self.algorithm, "kid": self.signs_with.kid}
        signed = jwt.encode(header, {k: v for k, v in claims.items() if v is not None}, self.signs_with)
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": signed})

    async def _keys(self, _request: web.Request) -> web.Response:
        self.fetched_keys += 1
        return web.json_response(KeySet([self.key]).as_dict(private=False))
