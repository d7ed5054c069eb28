"""Pages of the editors' desk: words, errors and their status."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from bot.web.accounts.page import show
from bot.web.editing import errors, said
from bot.web.words import lang_of
from procedures.calendar import written
from procedures.drafts import DraftChanged, DraftClosed, DraftFailed, NoSuchDraft
from procedures.problems import Problem
from procedures.words import load, say

KNOWN = (errors.EditError, DraftFailed)
_TOLD: Mapping[type[Exception], tuple[int, str]] = {
    NoSuchDraft: (404, "nothing"), errors.NoSuchThing: (404, "nothing"), DraftChanged: (409, "changed"),
    DraftClosed: (409, "closed"), errors.RowChanged: (409, "row_changed"), errors.Busy: (503, "busy"),
    errors.OwnWork: (403, "own_work"), errors.NotNow: (409, "not_now"), errors.HasProblems: (422, "problems"),
    errors.Moved: (409, "moved"), errors.Missing: (422, "missing"), errors.LinkOver: (410, "link_over"),
    errors.NoWriter: (409, "no_writer"), errors.LiveBroken: (409, "live_broken"),
}  # fmt: skip


def render(
    request: Request, template: str, status: int = 200, *, error: Exception | None = None, **values: Any
) -> HTMLResponse:
    """A page of ``templates/editing``; an error gives its status and its sentence. ``w`` gives words of the desk."""
    if error:
        status, values = status_of(error), {"error": sentence(error, lang_of(request))} | values
    values = {"said": said, "home": "/bien-tap", "written": written} | values
    return show(request, f"editing/{template}", status, area="editing", **values)


def status_of(error: Exception) -> int:
    """The status that an error of the desk stands for."""
    return _TOLD[type(error)][0]


def sentence(error: Exception, lang: str) -> str:
    """One sentence for people."""
    if isinstance(error, errors.Missing):
        return said.word(lang, f"error.missing.{error.field}")
    return said.word(lang, f"error.{_TOLD[type(error)][1]}")


def message(request: Request, error: Exception) -> Response:
    """A page that says what went wrong, with the way back to the desk."""
    return render(request, "message.html", error=error)


def problem(found: Problem, lang: str) -> str:
    """One sentence for a problem of ``procedures.problems``."""
    key = f"editing.problem.{found.code}"
    values = {name: written(each) if isinstance(each, date) else each for name, each in found.values.items()}
    return say(key if key in load(lang) else "editing.problem.other", lang, **values)
