"""«Số liệu»: figures of a period, as a page and as a table. Leads see all, others those of their own team."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.filters import csv_file
from bot.web.accounts.guard import Me
from bot.web.api.access import SharedEdge
from bot.web.citizen.known import names
from bot.web.desk.figures.asked import PERIODS, Wanted
from bot.web.desk.figures.export import as_csv
from bot.web.desk.figures.live_now import now_at
from bot.web.desk.figures.read import LONGEST, by_day
from bot.web.desk.figures.summary import summary
from bot.web.desk.page import render
from bot.web.desk.queue.rules import teams
from bot.web.words import lang_of
from procedures.calendar import today
from procedures.words import say

router = APIRouter(include_in_schema=False)
ROOT = "/lam-viec/so-lieu"


@router.get(ROOT)
async def page(request: Request, edge: SharedEdge, me: Me, wanted: Wanted) -> Response:
    """Charts, each with its table."""
    lang = lang_of(request)
    days = await edge.run(by_day, wanted.choice)
    known = await edge.run(names, request.app.state.library, lang)
    named = await edge.run(_teams)
    return render(
        request, "figures/page.html", 422 if wanted.wrong else 200, area="figures", wanted=wanted,
        error=say("figures.error.days", lang, days=LONGEST.days) if wanted.wrong else "", periods=PERIODS,
        lead="team_lead" in me.roles, summary=summary(days, known, named, lang), names=known, teams=named,
        now=await edge.run(now_at, wanted.choice.team_id), query=request.url.query, today=today(),
    )  # fmt: skip


@router.get(ROOT + ".csv")
async def table(request: Request, edge: SharedEdge, wanted: Wanted) -> Response:
    """The same figures, one a row. They name nobody."""
    days = await edge.run(by_day, wanted.choice)
    known = await edge.run(names, request.app.state.library, "vi")
    content = as_csv(days, known, await edge.run(_teams))
    return csv_file(f"so-lieu-{wanted.choice.first}-{wanted.choice.last}", content)


def _teams(session: Session) -> dict[int, str]:
    return dict(teams(session))
