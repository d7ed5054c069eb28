"""«Nhật ký xem»: who saw what of citizens, for team leads and admins."""

import io
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting
from bot.web.api.access import SharedEdge
from bot.web.desk import read_log, reads
from bot.web.desk.page import render
from bot.web.desk.read_log import Wanted
from bot.web.words import lang_of

router = APIRouter()


@router.get("/quan-tri/nhat-ky-xem")
async def page(
    request: Request,
    edge: SharedEdge,
    who: Acting,
    account: Annotated[str, Query(alias="nguoi", max_length=9)] = "",
    since: Annotated[str, Query(alias="tu", max_length=10)] = "",
    until: Annotated[str, Query(alias="den", max_length=10)] = "",
    conversation: Annotated[str, Query(alias="cuoc", max_length=32)] = "",
    form: Annotated[Literal["", "csv"], Query(alias="tep")] = "",
) -> Response:
    """The rows that were asked for; taking them along as a file is a row itself."""
    number = int(account) if account.isascii() and account.isdecimal() else None
    wanted = Wanted(number, _day(since), _day(until), conversation.strip())
    lang = lang_of(request)
    if form == "csv":
        text = await edge.run(_table, who, wanted, lang)
        headers = {"Content-Disposition": 'attachment; filename="nhat-ky-xem.csv"'}
        return Response(text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)
    rows, more = await edge.run(read_log.newest, wanted, lang)
    people = await edge.run(read_log.people)
    return render(request, "reads.html", rows=rows, more=more, people=people, chosen=wanted)


def _table(session: Session, who: Who, wanted: Wanted, lang: str) -> str:
    text = io.StringIO(newline="")
    read_log.write_table(session, text, wanted, lang)
    reads.write(session, who, "export", wanted.conversation or None, "copy", detail="reads")
    return text.getvalue()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
