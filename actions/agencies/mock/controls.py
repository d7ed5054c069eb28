"""Controls of the mock, for tests and the demo: switches, dossiers that move on, tokens withdrawn."""

import json
from typing import Any, get_args

from aiohttp import web

from actions.agencies.mock.settings import Mode
from actions.agencies.mock.state import AGENCIES, CHANGES, MODES, TOKENS, error, held


async def change(request: web.Request) -> web.Response:
    """Moves a dossier on: fields of its answer are different from now on."""
    agency, code = request.match_info["agency"], request.match_info["code"].upper()
    if agency not in AGENCIES or code not in held(request, agency):
        return error(404, "not_found", "No sample is known under that.")
    try:
        fields = await request.json()
    except json.JSONDecodeError:
        fields = None
    if not isinstance(fields, dict) or not fields.keys() <= held(request, agency)[code].answer.keys():
        return error(400, "bad_request", "A JSON object with fields of the answer is needed.")
    request.app[CHANGES].set(agency, code, fields)
    return web.json_response(fields)


async def withdraw(request: web.Request) -> web.Response:
    """Withdraws all tokens for following dossiers."""
    request.app[TOKENS].withdraw_all()
    return web.json_response({"withdrawn": True})


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
