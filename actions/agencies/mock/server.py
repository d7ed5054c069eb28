"""The mock's application: three agencies under one address, each with a switch.

``POST /portal/v1/dossiers/lookup``, ``POST /criminal-record/v1/dossiers/lookup``, ``POST /vneid/v1/accounts/state``;
``GET /_switch`` shows the modes, ``PUT /_switch/{agency}`` with ``{"mode": "ok|slow|broken|down"}`` changes one.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, get_args

from aiohttp import web

from actions.agencies.dossier import LOOKUP as DOSSIERS
from actions.agencies.mock.samples import Sample, Samples, read_samples
from actions.agencies.mock.settings import MockSettings, Mode
from actions.agencies.vneid import LOOKUP as ACCOUNTS

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

AGENCIES = {"portal": "portal", "criminal-record": "criminal_record", "vneid": "vneid"}
"""Name in addresses → name in samples and settings."""

SETTINGS = web.AppKey("settings", MockSettings)
SAMPLES = web.AppKey("samples", Samples)
MODES = web.AppKey("modes", dict[str, Mode])


def make_app(settings: MockSettings, samples: Samples | None = None) -> web.Application:
    """The mock agencies as an application."""
    app = web.Application()
    app[SETTINGS] = settings
    app[SAMPLES] = samples or read_samples()
    app[MODES] = {path: getattr(settings, f"mock_{name}_mode") for path, name in AGENCIES.items()}
    for agency in AGENCIES:
        path, key = (ACCOUNTS, "id_number") if agency == "vneid" else (DOSSIERS, "code")
        app.router.add_post(f"/{agency}{path}", _lookup(agency, key))
    app.router.add_get("/_switch", show)
    app.router.add_put("/_switch/{agency}", switch)
    app.router.add_get("/healthz", healthz)
    return app


def _lookup(agency: str, key: str) -> Handler:
    async def lookup(request: web.Request) -> web.StreamResponse:
        mode = request.app[MODES][agency]
        if mode == "slow":
            await asyncio.sleep(request.app[SETTINGS].mock_slow_seconds)
        if mode == "down" and request.transport:
            request.transport.abort()  # as if nobody were there: the caller sees the connection break
        if mode == "broken":
            return web.Response(text='{"code": "H29.15', content_type="application/json")
        return await _answer(request, agency, key)

    return lookup


async def _answer(request: web.Request, agency: str, key: str) -> web.Response:
    token = request.app[SETTINGS].agency_token.get_secret_value()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and not hmac.compare_digest(given.encode(), token.encode()):
        return error(401, "unauthorized", "The token is missing or wrong.")
    try:
        question = await request.json()
        asked, birth_date = str(question[key]), date.fromisoformat(question["birth_date"])
    except (json.JSONDecodeError, KeyError, TypeError, ValueError):
        return error(400, "bad_request", f"A JSON object with {key} and birth_date (YYYY-MM-DD) is needed.")
    found: dict[str, Sample] = getattr(request.app[SAMPLES], AGENCIES[agency])
    sample = found.get(asked.upper())
    if sample is None or sample.birth_date != birth_date:
        return error(404, "not_found", "Nothing is known under that.")
    return web.json_response(sample.answer | {"sample": True})


async def show(request: web.Request) -> web.Response:
    """The mode of every agency."""
    return web.json_response(request.app[MODES])


async def switch(request: web.Request) -> web.Response:
    """Sets the mode of one agency."""
    agency = request.match_info["agency"]
    if agency not in AGENCIES:
        return error(404, "not_found", f"The agencies are {', '.join(AGENCIES)}.")
    try:
        body: Any = await request.json()
    except json.JSONDecodeError:
        body = None
    wanted = body.get("mode") if isinstance(body, dict) else None
    mode: Mode | None = next((each for each in get_args(Mode) if each == wanted), None)
    if mode is None:
        return error(400, "bad_request", f"The mode is one of {', '.join(get_args(Mode))}.")
    request.app[MODES][agency] = mode
    return web.json_response(request.app[MODES])


async def healthz(_request: web.Request) -> web.Response:
    """Alive."""
    return web.json_response({"status": "ok"})


def error(status: int, code: str, message: str) -> web.Response:
    """An error in the contract's form."""
    return web.json_response({"error": {"code": code, "message": message}}, status=status)
