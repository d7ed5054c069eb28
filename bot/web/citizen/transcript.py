"""The talk on paper, and as one HTML file: its plain text, which is complete without the cards."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.citizen.own import OwnPage
from bot.web.conversations import Entry, items_since
from bot.web.library.here import ReadersPlace
from procedures.calendar import VIETNAM, aware, now

router = APIRouter(dependencies=COUNTED)


@router.get("/chat/transcript")
async def transcript(
    request: Request,
    edge: SharedEdge,
    here: ReadersPlace,
    talk: OwnPage,
    saved: Annotated[str, Query(alias="luu", max_length=1)] = "",
) -> Response:
    """A page to print; with ``luu=1`` the same as a file that needs nothing else, and holds no script."""
    items = [_line(entry) for entry in await edge.run(items_since, talk.id)]
    return written(request, here, "transcript.html", "mot-cua.html", bool(saved), items=items, made=_moment(now()))


def written(request: Request, here: Any, template: str, name: str, saved: bool, **values: Any) -> Response:
    """A page to take along: for the screen and the printer, or a file to keep."""
    page: Response = request.app.state.pages.render(
        f"citizen/{template}", here.lang, here=here, word=here.word, css=saved, **values
    )
    if saved:
        page.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return page


def _line(entry: Entry) -> dict[str, Any]:
    payload = entry.payload
    return {
        "sender": entry.sender,
        "at": _moment(entry.at),
        "lang": payload.get("lang"),
        "lines": [line for line in str(payload["text"]).splitlines() if line.strip()],
        "sources": payload.get("sources") or [],
        "sample": bool(payload.get("sample")),
    }


def _moment(moment: datetime) -> str:
    return f"{aware(moment).astimezone(VIETNAM):%H:%M %d/%m/%Y}"
