"""The mock's application: three agencies under one address, each with a switch.

``POST /portal/v1/dossiers/lookup``, ``…/followed``, ``…/unfollow``, the same under ``/criminal-record``;
``POST /vneid/v1/accounts/state``.

For tests and the demo: ``GET /_switch`` shows the modes, ``PUT /_switch/{agency}`` with
``{"mode": "ok|slow|broken|down"}`` changes one, ``PUT /_dossiers/{agency}/{code}`` with fields of an answer moves a
dossier on, ``DELETE /_tokens`` withdraws all tokens.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from aiohttp import web

from actions.agencies.dossier import FOLLOWED, UNFOLLOW
from actions.agencies.dossier import LOOKUP as DOSSIERS
from actions.agencies.mock.controls import change, healthz, show, switch, withdraw
from actions.agencies.mock.samples import Sample, Samples, read_samples
from actions.agencies.mock.settings import MockSettings
from actions.agencies.mock.state import AGENCIES, CHANGES, MODES, SAMPLES, SETTINGS, TOKENS, error, held
from actions.agencies.mock.tokens import Changes, Tokens
from actions.agencies.vneid import LOOKUP as ACCOUNTS

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Answer = Callable[[web.Request, str], Awaitable[web.Response]]


def make_app(settings: MockSettings, samples: Samples | None = None) -> web.Application:
    """The mock agencies as an application."""
    app = web.Application()
    app[SETTINGS] = settings
    app[SAMPLES] = samples or read_samples()
    app[MODES] = {path: getattr(settings, f"mock_{name}_mode") for path, name in AGENCIES.items()}
    app[TOKENS], app[CHANGES] = Tokens(), Changes()
    for agency in AGENCIES:
        if agency == "vneid":
            app.router.add_post(f"/{agency}{ACCOUNTS}", _behaving(agency, account))
            continue
        for path, answer in ((DOSSIERS, dossier), (FOLLOWED, followed), (UNFOLLOW, unfollow)):
            app.router.add_post(f"/{agency}{path}", _behaving(agency, answer))
    app.router.add_get("/_switch", show)
    app.router.add_put("/_switch/{agency}", switch)
    app.router.add_put("/_dossiers/{agency}/{code}", change)
    app.router.add_delete("/_tokens", withdraw)
    app.router.add_get("/healthz", healthz)
    return app


def _behaving(agency: str, answer: Answer) -> Handler:
    """The answer, as the agency's switch lets it out, to those who hold the token of the contract."""

    async def handle(request: web.Request) -> web.StreamResponse:
        mode = request.app[MODES][agency]
        if mode == "slow":
            await asyncio.sleep(request.app[SETTINGS].mock_slow_seconds)
        if mode == "down" and request.transport:
            request.transport.abort()  # as if nobody were there: the caller sees the connection break
        if mode == "broken":
            return web.Response(text='{"code": "H29.15', content_type="application/json")
        token = request.app[SETTINGS].agency_token.get_secret_value()
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token and not hmac.compare_digest(given.encode(), token.encode()):
            return error(401, "unauthorized", "The token is missing or wrong.")
        try:
            return await answer(request, agency)
        except (json.JSONDecodeError, KeyError, TypeError, ValueError):
            return error(400, "bad_request", "A JSON object with the fields of the contract is needed.")

    return handle


async def dossier(request: web.Request, agency: str) -> web.Response:
    """A dossier by its code and the applicant's birth date, with a token for asking again."""
    sample = await _opened(request, agency, "code")
    if sample is None:
        return error(404, "not_found", "Nothing is known under that.")
    code = sample.answer["code"]
    token = request.app[TOKENS].new(agency, code)
    return web.json_response(_as_it_is(request, agency, sample) | {"follow": token})


async def followed(request: web.Request, agency: str) -> web.Response:
    """A dossier by the token that came with it."""
    question = await request.json()
    code, token = str(question["code"]).upper(), str(question["token"])
    if not request.app[TOKENS].opens(token, agency, code):
        return error(410, "gone", "The token opens nothing.")
    sample = held(request, agency)[code]
    return web.json_response(_as_it_is(request, agency, sample) | {"follow": None})


async def unfollow(request: web.Request, agency: str) -> web.Response:
    """Takes a token back."""
    question = await request.json()
    code, token = str(question["code"]).upper(), str(question["token"])
    if not request.app[TOKENS].opens(token, agency, code):
        return error(410, "gone", "The token opens nothing.")
    request.app[TOKENS].withdraw(token)
    return web.json_response({"withdrawn": True})


async def account(request: web.Request, agency: str) -> web.Response:
    """The state of an account by ID number and birth date."""
    sample = await _opened(request, agency, "id_number")
    if sample is None:
        return error(404, "not_found", "Nothing is known under that.")
    return web.json_response(sample.answer | {"sample": True})


async def _opened(request: web.Request, agency: str, key: str) -> Sample | None:
    """The sample that the question opens: an unknown key and a wrong birth date are the same."""
    question = await request.json()
    asked, birth_date = str(question[key]), date.fromisoformat(question["birth_date"])
    sample = held(request, agency).get(asked.upper())
    return sample if sample and sample.birth_date == birth_date else None


def _as_it_is(request: web.Request, agency: str, sample: Sample) -> dict[str, Any]:
    return sample.answer | request.app[CHANGES].of(agency, sample.answer["code"]) | {"sample": True}
