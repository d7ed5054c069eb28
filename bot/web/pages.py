"""HTML: templates that escape everything, and static files whose address changes with their content."""

import hashlib
import re
import uuid
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.web.chat.cards import by_channel, day_words
from bot.web.errors import Problem
from bot.web.own_words import hotline_row
from bot.web.words import lang_of
from procedures.answers.page import says
from procedures.calendar import written
from procedures.words import FOLDER, say

TEMPLATES = Path(__file__).parent / "templates"
_VERSION = re.compile(r"[0-9a-f]{12}")


class Pages:
    """Renders templates with what each of them may use."""

    def __init__(self, static: Path):
        self._assets = {path.name: _digest(path) for path in static.iterdir() if path.is_file()}
        self.assets_version = hashlib.sha256(repr(sorted(self._assets.items())).encode()).hexdigest()[:12]
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.version = _version(self._assets)
        self._templates.filters["day"] = written
        self._templates.filters["says"] = says
        self._templates.globals.update(
            asset=self._asset, say=say, by_channel=by_channel, day_words=day_words, new_id=uuid.uuid4
        )

    def render(self, template: str, lang: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page or a part of one, in that language; ``t`` gives words of the page in it."""
        values |= {"lang": lang, "t": partial(_words, lang)}
        return HTMLResponse(self._templates.get_template(template).render(values), status)

    def error(self, request: Request, problem: Problem) -> HTMLResponse:
        """A page that says what went wrong and leads back; where the fault is ours, also to the hotline."""
        lang = lang_of(request)
        contacts = [hotline_row(request.app.state.edge.settings, lang)] if problem.status >= 500 else []
        response = self.render(
            "error.html", lang, problem.status, message=problem.sentence(lang), contacts={"rows": contacts}
        )
        response.headers.update(problem.headers)
        return response

    def _asset(self, name: str) -> str:
        if name not in self._assets:
            raise KeyError(name)
        return f"/static/{self.assets_version}/{name}"


class StaticAssets(StaticFiles):
    """Files that a browser may keep for ever: their address holds a digest of all of them, so modules can import

    each other by relative addresses. Under another digest (a page of an older or newer edge) they are asked for again.
    """

    def __init__(self, directory: Path, version: str):
        super().__init__(directory=directory)
        self._version = version

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404."""
        version, _, rest = path.partition("/")
        response = await super().get_response(rest if _VERSION.fullmatch(version) else path, scope)
        if response.status_code == 200:
            kept = version == self._version
            response.headers["cache-control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
        return response


def _words(lang: str, key: str, **values: object) -> str:
    return say(f"web.{key}", lang, **values)


def _version(assets: dict[str, str]) -> str:
    """A name for all of ours that a page is made of beside its content: templates, static files, words."""
    files = [*TEMPLATES.rglob("*.html"), *FOLDER.glob("*.yml")]
    made_of = sorted((path.name, _digest(path)) for path in files)
    return hashlib.sha256(repr((made_of, sorted(assets.items()))).encode()).hexdigest()[:12]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
