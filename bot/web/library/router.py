"""The public pages of the catalog."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.library.answer import FRESH, kept_page
from bot.web.library.day import NoSuchDay, asked_day
from bot.web.library.finding import asked_of, find
from bot.web.library.here import ROOT, Here, ReadersPlace
from bot.web.library.neighbours import family
from bot.web.library.sheet import sheet
from bot.web.library.shelf import published
from bot.web.library.sitemap import robots, sitemap
from bot.web.library.structured import structured
from procedures.calendar import today, written
from procedures.lookup import NotInCatalog, NotInForce, in_force
from procedures.models import KnownName, Procedure

router = APIRouter(include_in_schema=False, dependencies=COUNTED)
READ = ["GET", "HEAD"]
CODE = re.compile(r"[1-3]\.\d{6}", re.ASCII)


@router.api_route(ROOT, methods=READ)
def whole_list(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    q: str = "",
    field: Annotated[str, Query(alias="linh-vuc")] = "",
    office: Annotated[str, Query(alias="noi")] = "",
    page: Annotated[str, Query(alias="trang")] = "",
) -> Response:
    """All procedures in force today, searched and filtered as the address says."""
    day, asked = today(), asked_of(q, field, office, page)
    with edge.sessions() as session:

        def write() -> HTMLResponse:
            view = find(session, request.app.state.library.entries(session, day), asked, day, here.lang)
            return _render(request, here, "list.html", view=view, asked=view.asked)

        return kept_page(request, (published(session), day, here, asked), write)


@router.api_route(f"{ROOT}/ma/{{code}}", methods=READ)
def by_national_code(request: Request, edge: SharedEdge, here: ReadersPlace, code: str) -> Response:
    """To the procedure of a national code, old or new; to the family where several share it."""
    with edge.sessions() as session:
        slug = _slug_of(session, code) if CODE.fullmatch(code) else None
        return RedirectResponse(here.procedure(slug), 302) if slug else _unknown(request, here)


@router.api_route(f"{ROOT}/{{slug}}", methods=READ)
def procedure(request: Request, edge: SharedEdge, here: ReadersPlace, slug: str, on: str = "") -> Response:
    """Everything in force on a day about one procedure; for a family without a record of its own its members."""
    with edge.sessions() as session:
        try:
            day = asked_day(on)
            in_force(session, slug, day)
        except NoSuchDay:
            return _render(request, here, "no_day.html", 400, slug=slug, message=here.word("bad_day"), day=today())
        except NotInForce:
            sentence = here.word("nothing_then", day=written(day))
            return _render(request, here, "no_day.html", 404, slug=slug, message=sentence, day=day)
        except NotInCatalog:
            return _family(request, session, here, slug)

        def write() -> HTMLResponse:
            view = sheet(session, slug, day, here.lang)
            data = structured(view, here)
            return _render(request, here, "procedure.html", sheet=view, day=day, is_today=day == today(), data=data)

        return kept_page(request, (published(session), today(), day, here), write)


@router.api_route("/sitemap.xml", methods=READ)
def site_map(request: Request, edge: SharedEdge, here: ReadersPlace) -> Response:
    """Addresses of all pages."""
    with edge.sessions() as session:
        entries = request.app.state.library.entries(session, today())
    return Response(sitemap(here, entries), media_type="application/xml", headers={"Cache-Control": FRESH})


@router.api_route("/robots.txt", methods=READ)
def for_robots(here: ReadersPlace) -> Response:
    """What may be indexed."""
    return PlainTextResponse(robots(here), headers={"Cache-Control": FRESH})


def _family(request: Request, session: Session, here: Here, slug: str) -> Response:
    found = family(session, slug, today(), here.lang)
    if found is None:
        return _unknown(request, here)
    name, members = found
    if len(members) == 1:
        return RedirectResponse(here.procedure(members[0].slug), 302)
    return _render(request, here, "family.html", slug=slug, name=name, members=members)


def _unknown(request: Request, here: Here) -> HTMLResponse:
    return _render(request, here, "unknown.html", 404)


def _slug_of(session: Session, code: str) -> str | None:
    """The one procedure with the code, else the family of those that share it."""
    query = select(Procedure.slug, Procedure.family).join(KnownName, KnownName.slug == Procedure.slug)
    rows = session.execute(
        query.where(KnownName.kind.in_(("code", "old_code")), KnownName.text == code).order_by(Procedure.slug)
    ).all()
    slugs, families = {row.slug for row in rows}, {row.family for row in rows}
    if len(slugs) > 1 and len(families) == 1:
        return str(families.pop())
    return str(rows[0].slug) if rows else None


def _render(request: Request, here: Here, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    page: HTMLResponse = request.app.state.pages.render(
        f"library/{template}", here.lang, status, here=here, word=here.word, **values
    )
    return page
