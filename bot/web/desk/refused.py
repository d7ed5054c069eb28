"""From what went wrong at the console to one sentence: JSON for the script, the page itself for a form."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from bot.web.desk.errors import DeskError
from bot.web.desk.page import by_script, render
from bot.web.errors import Problem, as_json, problem_of
from bot.web.words import lang_of


async def refused(
    request: Request, error: Exception, again: Callable[..., Awaitable[Response]] | None = None, **values: Any
) -> Response:
    """``again`` draws the page anew with status, the sentence as ``error`` and the ``values`` (what was typed)."""
    problem = problem_at_desk(error)
    if by_script(request):
        return as_json(request, problem)
    sentence = problem.sentence(lang_of(request))
    if again is not None and problem.status != 404:
        return await again(status=problem.status, error=sentence, **values)
    return render(request, "message.html", problem.status, error=sentence)


def problem_at_desk(error: Exception) -> Problem:
    """The problem that an error of the console, or any other, stands for."""
    if isinstance(error, DeskError):
        return Problem(error.status, error.key, error.words)
    return problem_of(error)
