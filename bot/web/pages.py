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

from bot.web.chat import blocks
from bot.web.chat.timeline import timeline
from bot.web.citizen.site import site, was_closed
from bot.web.editing.menu_count import waiting
from bot.web.errors import Problem
from bot.web.own_words import hotline_row
from bot.web.words import lang_of
from procedures.answers.fee import dong
from procedures.answers.page import says
from procedures.calendar import written
from procedures.words import FOLDER, say

JOIN = "+"
"""Between the names of style sheets that are sent as one, so that a page asks for few files."""
TEMPLATES = Path(__file__).parent / "templates"
DRAWN = (blocks.by_channel, blocks.by_stage, blocks.sorted_fees, blocks.dialled, blocks.day_words, dong)
_VERSION = re.compile(r"[0-9a-f]{12}")


class Pages:
    """Renders templates with what each of them may use."""

    def __init__(self, static: Path):
        self._static = static
        files = (path for path in static.rglob("*") if path.is_file())
        self._assets = {path.relative_to(static).as_posix(): _digest(path) for path in files}
        self.assets_version = hashlib.sha256(repr(sorted(self._assets.items())).encode()).hexdigest()[:12]
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.version = _version(self._assets)
        self._templates.filters["day"] = written
        self._templates.filters["says"] = says
        self._templates.globals.update(
            asset=self._asset, say=say, new_id=uuid.uuid4, timeline=timeline,
            **{each.__name__: each for each in DRAWN},
            site=site, was_closed=was_closed, waiting=waiting, style=partial(_style, static),
        )  # fmt: skip

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

    def asset_text(self, name: str) -> str:
        """The content of a static file."""
        return (self._static / name).read_text("utf-8")

    def _asset(self, name: str) -> str:
        for each in name.split(JOIN):
            if each not in self._assets:
                raise KeyError(each)
        return f"/static/{self.assets_version}/{name}"


class StaticAssets(StaticFiles):
    """Files that a browser may keep for ever: their address holds a digest of all of them, so modules can import

    each other by relative addresses. Under another digest (a page of an older or newer edge) they are asked for again.
    """

    def __init__(self, directory: Path, version: str):
        super().__init__(directory=directory)
        self._version = version
        self._sheets = {path.name: path for path in directory.glob("*.css")}

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, several style sheets as one («a.css+b.css»), or 404."""
        version, _, rest = path.partition("/")
        name = rest if _VERSION.fullmatch(version) else path
        sheets = [self._sheets.get(each) for each in name.split(JOIN)]
        if len(sheets) > 1 and all(sheets):
            response = Response("\n".join(sheet.read_text("utf-8") for sheet in sheets if sheet), media_type="text/css")
        else:
            response = await super().get_response(name, scope)
        if response.status_code == 200:
            kept = version == self._version
            response.headers["cache-control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
        return response


def _words(lang: str, key: str, **values: object) -> str:
    return say(f"web.{key}", lang, **values)


def _style(static: Path, name: str) -> str:
    """A style sheet of ours, to stand within a page that is kept as a file."""
    return (static / name).read_text("utf-8")


def _version(assets: dict[str, str]) -> str:
    """A name for all of ours that a page is made of beside its content: templates, static files, words."""
    files = [*TEMPLATES.rglob("*.html"), *FOLDER.glob("*.yml")]
    made_of = sorted((path.name, _digest(path)) for path in files)
    return hashlib.sha256(repr((made_of, sorted(assets.items()))).encode()).hexdigest()[:12]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
