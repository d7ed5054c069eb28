"""A sheet for the counter: what to bring, and a QR code of the page of the procedure or of a guide's outcome."""

import re
from typing import Annotated

import segno
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.citizen.transcript import written
from bot.web.library.here import ROOT, ReadersPlace
from bot.web.library.sheet import Sheet, sheet
from procedures.calendar import today
from procedures.lookup import LookupFailed

LONGEST = 600
_ANSWER = re.compile(r"[a-z0-9_-]{1,40}:[a-z0-9_-]{1,40}")

router = APIRouter(dependencies=COUNTED)


@router.get(f"{ROOT}/{{slug}}/cho-quay")
async def sheet_for_counter(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    slug: str,
    a: Annotated[list[str] | None, Query(max_length=30)] = None,
    saved: Annotated[str, Query(alias="luu", max_length=1)] = "",
) -> Response:
    """To print or, with ``luu=1``, to keep as a file. ``a``: answers of a guide (ids); the code opens their outcome."""
    view = await edge.run(_sheet, slug, here.lang)
    answers = [pair for pair in a or () if _ANSWER.fullmatch(pair)]
    path = here.public(f"{ROOT}/{slug}" + ("/huong-dan" if answers else ""))
    query = "&".join(f"a={pair}" for pair in answers)
    address = path + (("&" if "?" in path else "?") + query if query else "")
    if len(address) > LONGEST:
        raise HTTPException(404)
    qr = segno.make_qr(address, error="m").svg_inline(scale=4, border=4)
    own = here.link(f"{ROOT}/{slug}/cho-quay", luu=1) + "".join(f"&a={pair}" for pair in answers)
    return written(
        request, here, "counter.html", f"{slug}.html", bool(saved), view=view, address=address, qr=qr, own=own,
        guided=bool(answers), day=today(),
    )  # fmt: skip


def _sheet(session: Session, slug: str, lang: str) -> Sheet:
    try:
        return sheet(session, slug, today(), lang)
    except LookupFailed as error:
        raise HTTPException(404) from error
