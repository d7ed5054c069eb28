"""A guide as a page: plain forms that carry the answers in the address, so it works without a script.

``/thu-tuc/<slug>/huong-dan?a=question:option&a=…``: the ids of options only, nothing personal.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.library.guide_view import GuideView, guide_view
from bot.web.library.here import ROOT, Here, ReadersPlace
from procedures.calendar import today
from procedures.guides.find import guide_for
from procedures.guides.link import pairs, read
from procedures.lookup import LookupFailed

router = APIRouter(include_in_schema=False, dependencies=COUNTED)
HEADERS = {"X-Robots-Tag": "noindex", "Cache-Control": "private, no-store"}
"""A page with answers belongs to whoever gave them."""


@router.api_route(f"{ROOT}/{{slug}}/huong-dan", methods=["GET", "HEAD"])
def guide_page(
    request: Request, edge: SharedEdge, here: ReadersPlace, slug: str, a: Annotated[list[str] | None, Query()] = None
) -> Response:
    """The question to answer now, or the outcome for the answers of the address."""
    with edge.sessions() as session:
        view = _view(session, here, slug, a or [])
        if view is None:
            return _render(request, here, "unknown.html", 404)
        return _render(request, here, "guide.html", view=view)


def _view(session: Session, here: Here, slug: str, given: list[str]) -> GuideView | None:
    live = guide_for(session, slug, today())
    if live is None:
        return None
    try:
        walk = read(live.guide, given)
        return guide_view(session, here, live.slug, walk, today(), fresh=set(given) <= set(pairs(walk)))
    except LookupFailed:
        return None


def _render(request: Request, here: Here, template: str, status: int = 200, **values: object) -> Response:
    page: Response = request.app.state.pages.render(
        f"library/{template}", here.lang, status, here=here, word=here.word, **values
    )
    page.headers.update(HEADERS)
    return page
