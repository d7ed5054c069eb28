"""The action server: rasa-sdk's executor in an application of our own, behind a token.

rasa-sdk's own server binds every interface and echoes request bodies. It also warns at each call that Rasa 3.6 and
rasa-sdk 3.21 differ; that check lives in its server, so here the difference goes unnoticed, as intended.
"""

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions import attempts, metrics
from actions.agencies.connect import Agencies, connect
from actions.names import PublishedNames
from actions.office import Office
from actions.registry import make_all
from actions.settings import ActionsSettings
from actions.unchanged import without_unchanged
from procedures.calendar import now
from procedures.db import make_engine, make_sessions

log = structlog.get_logger()

EXECUTOR = web.AppKey("executor", ActionExecutor)
TOKEN = web.AppKey("token", str)
METRICS_TOKEN = web.AppKey("metrics_token", str)
NAMES = web.AppKey("names", PublishedNames)
LARGEST = 32 * 1024**2
"""Bytes of a request: Rasa sends the whole talk with every call."""


def make_app(settings: ActionsSettings, agencies: Agencies | None = None) -> web.Application:
    """The action server. ``agencies``: others than the settings name, for tests."""
    app = web.Application(client_max_size=LARGEST, middlewares=[errors_as_json])
    app[TOKEN] = settings.actions_token.get_secret_value()
    app[METRICS_TOKEN] = settings.metrics_token.get_secret_value()
    app[EXECUTOR] = ActionExecutor()

    async def office(app: web.Application) -> AsyncIterator[None]:
        engine = make_engine(settings.database, settings.database_pool, settings.database_overflow)
        sessions = make_sessions(engine)
        with sessions.begin() as session:
            attempts.forget(session, now())
        app[NAMES] = PublishedNames(sessions)
        async with aiohttp.ClientSession() as http:
            for need in make_all(Office(settings, sessions, agencies or connect(http, settings))):
                app[EXECUTOR].register_action(need)
            yield
        engine.dispose()

    app.cleanup_ctx.append(office)
    app.router.add_post("/webhook", webhook)
    app.router.add_get("/names.json", names)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", show_metrics)
    return app


async def webhook(request: web.Request) -> web.Response:
    """Runs the action that Rasa asks for. Statuses are those that Rasa knows: 400 means «rejected»."""
    _check_token(request, TOKEN)
    began = time.perf_counter()
    try:
        call: Any = await request.json()
    except json.JSONDecodeError:
        call = None
    if not isinstance(call, dict) or not call.get("next_action") or not isinstance(call.get("tracker"), dict):
        return error(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_request", "An action and a tracker are needed.")
    name = str(call["next_action"])
    call.setdefault("domain", {})  # no action needs it, so Rasa may leave it out (`enable_selective_domain`)
    try:
        result = await request.app[EXECUTOR].run(call)
    except ActionExecutionRejection as rejection:
        return web.json_response({"error": rejection.message, "action_name": rejection.action_name}, status=400)
    except ActionNotFoundException:
        return web.json_response({"error": "There is no such action.", "action_name": name}, status=404)
    answer = result.model_dump() if result else {"events": [], "responses": []}
    held = call["tracker"].get("slots") or {}
    response = web.json_response({**answer, "events": without_unchanged(name, held, answer["events"])})
    metrics.ACTIONS.labels(name).observe(time.perf_counter() - began)
    return response


async def names(request: web.Request) -> web.Response:
    """The names of procedures (procedures/publishing/names.py); the ETag is their version."""
    _check_token(request, TOKEN)
    version, body = await asyncio.to_thread(request.app[NAMES].now)
    if any(tag.value == version for tag in request.if_none_match or ()):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": f'"{version}"'})
    return web.Response(body=body, content_type="application/json", headers={"ETag": f'"{version}"'})


async def show_metrics(request: web.Request) -> web.Response:
    """The figures, for whoever holds METRICS_TOKEN."""
    _check_token(request, METRICS_TOKEN)
    body = await asyncio.to_thread(generate_latest, metrics.REGISTRY)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


def _check_token(request: web.Request, key: web.AppKey[str]) -> None:
    given, token = request.headers.get("Authorization", ""), request.app[key]
    fits = hmac.compare_digest(given.encode(errors="surrogateescape"), f"Bearer {token}".encode())
    if not token or not fits:
        raise web.HTTPUnauthorized


async def healthz(_request: web.Request) -> web.Response:
    """Alive."""
    return web.json_response({"status": "ok"})


@web.middleware
async def errors_as_json(request: web.Request, handler: Any) -> web.StreamResponse:
    """Errors without a word of the request; what happened goes to the log, by its kind and place."""
    structlog.contextvars.clear_contextvars()  # one task serves a whole connection; ``need.py`` binds the turn
    try:
        response: web.StreamResponse = await handler(request)
    except web.HTTPUnauthorized:
        return error(HTTPStatus.UNAUTHORIZED, "unauthorized", "The token is missing or wrong.")
    except web.HTTPException as refused:
        return error(HTTPStatus(refused.status), "refused", refused.reason)
    except Exception as failure:  # noqa: BLE001  # the border of the process; the edge answers for it
        metrics.ACTIONS_FAILED.inc()
        log.error("action_failed", error=type(failure).__name__, at=place(failure))
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "The action failed.")
    return response


def place(failure: BaseException) -> str:
    """Where an error was raised: module and line. Its message may quote a citizen, so it is not logged."""
    trace = failure.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "unknown"


def error(status: HTTPStatus, code: str, message: str) -> web.Response:
    """An error in the form of the public API."""
    return web.json_response({"error": {"code": code, "message": message}}, status=status)
