"""From what went wrong to a status, a code for programs and one sentence for people; never an exception's own text."""

import re
from dataclasses import dataclass, field
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DataError, SQLAlchemyError
from starlette.exceptions import HTTPException

from bot.web.admission import Overloaded
from bot.web.conversations import (
    ClientIdReused,
    Closed,
    ConversationError,
    NotYours,
    OtherConversation,
    StillBusy,
    UnknownButton,
)
from bot.web.intake import LONGEST, EmptyMessage, MessageRefused, TooLong
from bot.web.limits import TooMany, TooManyStreams
from bot.web.logs import where
from bot.web.words import lang_of
from procedures.words import say


class ErrorDetail(BaseModel):
    """``code`` is for programs, ``message`` one sentence for people."""

    code: str
    message: str


class ErrorBody(BaseModel):
    """The body of every error of the API."""

    error: ErrorDetail


@dataclass(frozen=True)
class Problem:
    """An error before it is written down in a language."""

    status: int
    code: str
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """The sentence for people."""
        return say(self.key, lang, **self.values)


class Refused(Exception):
    """Raised by handlers to answer with a problem."""

    def __init__(self, problem: Problem):
        super().__init__(problem.code)
        self.problem = problem


PROBLEMS: dict[type[Exception], Problem] = {
    NotYours: Problem(401, "unauthorized", "web.error.not_yours", headers={"WWW-Authenticate": "Bearer"}),
    Closed: Problem(410, "closed", "citizen.error.closed"),
    ClientIdReused: Problem(409, "client_id_reused", "web.error.client_id_reused"),
    OtherConversation: Problem(409, "other_conversation", "web.error.other_conversation"),
    UnknownButton: Problem(422, "unknown_button", "web.error.unknown_button"),
    Overloaded: Problem(503, "overloaded", "web.error.overloaded", headers={"Retry-After": "20"}),
    StillBusy: Problem(503, "busy", "web.error.busy", headers={"Retry-After": "5"}),
    EmptyMessage: Problem(422, "empty", "web.error.empty"),
    TooLong: Problem(413, "too_long", "web.error.too_long", {"longest": LONGEST}),
    TooManyStreams: Problem(429, "too_many_streams", "web.error.too_many_streams", headers={"Retry-After": "60"}),
    TooMany: Problem(429, "too_many", "web.error.too_many", headers={"Retry-After": "60"}),
}
KNOWN = (ConversationError, MessageRefused, Overloaded, TooMany, TooManyStreams, Refused)
"""What handlers of the chat page turn into a page themselves."""
_OF_FRAMEWORK = {
    404: ("not_found", "web.error.not_found"),
    405: ("method_not_allowed", "web.error.method"),
    413: ("too_large", "web.error.body_too_large"),
}
INTERNAL = Problem(500, "internal", "web.error.internal")
DATABASE = Problem(503, "database", "web.error.database", headers={"Retry-After": "30"})

NO_VALUE = Problem(422, "invalid", "web.error.other")
"""A value that no column can hold, as PostgreSQL says of text with the sign NUL: the caller's fault, not an outage."""

log = structlog.get_logger()


def problem_of(error: Exception) -> Problem:
    """The problem that an exception of ours or of the framework stands for."""
    if isinstance(error, Refused):
        return error.problem
    if isinstance(error, HTTPException):
        code, key = _OF_FRAMEWORK.get(error.status_code, (f"http_{error.status_code}", "web.error.other"))
        return Problem(error.status_code, code, key, headers=dict(error.headers or {}))
    if isinstance(error, RequestValidationError):
        return Problem(422, "invalid", "web.error.invalid", {"field": _field(error)})
    if isinstance(error, DataError):
        return NO_VALUE
    if isinstance(error, SQLAlchemyError):
        return DATABASE
    return PROBLEMS.get(type(error), INTERNAL)


def as_json(request: Request, problem: Problem) -> Response:
    """The problem as the API writes it."""
    body = {"error": {"code": problem.code, "message": problem.sentence(lang_of(request))}}
    return JSONResponse(body, problem.status, problem.headers)


def respond(request: Request, problem: Problem) -> Response:
    """The problem for whoever asked: a page for people, JSON for programs."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return as_json(request, problem)
    page: Response = request.app.state.pages.error(request, problem)
    return page


def add_handlers(app: FastAPI) -> None:
    """Every error of the API, the framework's own too, becomes one JSON form; on pages it becomes a page."""

    async def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, SQLAlchemyError):
            write = log.warning if isinstance(error, DataError) else log.error
            write("database_failed", error=type(error).__name__, where=where(error))
        if isinstance(error, TooMany):
            client = request.client.host if request.client else "unknown"
            log.warning("too_many", kind=str(error), address=request.app.state.edge.address_id(client))
        return respond(request, problem_of(error))

    for kind in (*KNOWN, HTTPException, RequestValidationError, SQLAlchemyError):
        app.add_exception_handler(kind, answer)


def _field(error: RequestValidationError) -> str:
    """The name of the field at fault; a name that we did not make ourselves is not repeated."""
    names = [part for part in error.errors()[0]["loc"] if isinstance(part, str)]
    name = names[-1] if names else "body"
    return name if re.fullmatch(r"[a-z_]{1,30}", name) else "body"
