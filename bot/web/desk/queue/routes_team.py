"""«Tổ trực»: how teams work — hours, holidays, limits. For admins, and for team leads of their own team."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from bot.web.accounts.guard import FORBIDDEN, Acting, Me
from bot.web.accounts.page import to
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.desk.page import render
from bot.web.desk.queue import days, rules, spans
from bot.web.desk.queue.errors import BadField, NoSuch, QueueError
from bot.web.desk.queue.rules import BOUNDS, EVERYBODY, Rule
from bot.web.desk.sight import may_set
from bot.web.edge import Edge
from bot.web.errors import Refused
from bot.web.words import lang_of
from procedures.calendar import today
from procedures.words import say

router = APIRouter()
ROOT = "/quan-tri/to"
WEEK = [str(number) for number in range(7)]
Team = Annotated[int, Form(ge=0, le=2**31 - 1)]
Short = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True)
class View:
    """What the page shows of a team."""

    teams: list[tuple[int, str]]
    rule: Rule
    own: bool
    days: list[days.Day]


@router.get(ROOT)
async def page(
    request: Request,
    edge: SharedEdge,
    me: Me,
    team: Annotated[int | None, Query(alias="to", ge=0, le=2**31 - 1)] = None,
    saved: Annotated[str, Query(alias="xong", max_length=1)] = "",
) -> Response:
    """The rules of one team; of everybody where none is chosen."""
    return await _page(request, edge, me, _own(me) if team is None else team, saved=bool(saved))


@router.post(ROOT)
async def set_rule(request: Request, edge: SharedEdge, me: Me, who: Acting, team: Team) -> Response:
    """Hours of the week, limits, assignment. Refused where somebody else has changed them since."""
    form = await request.form()
    typed = {name: str(value)[:200] for name, value in form.items() if isinstance(value, str)}
    return await _do(request, edge, me, team, typed, lambda session: rules.set_rule(session, who, team, _rule(typed)))


@router.post(ROOT + "/ngay")
async def set_day(
    request: Request,
    edge: SharedEdge,
    me: Me,
    who: Acting,
    team: Team,
    day: Short = "",
    name_vi: Short = "",
    name_en: Short = "",
    hours: Short = "",
) -> Response:
    """A holiday, or a day with hours of its own; one that was set before is replaced."""
    typed = {"day": day, "name_vi": name_vi, "name_en": name_en, "hours": hours}

    def act(session: Session) -> None:
        made = days.Day(_date(day), name_vi, name_en, spans.typed(hours, "day_hours"))
        days.set_day(session, who, team, made)

    return await _do(request, edge, me, team, typed, act)


@router.post(ROOT + "/ngay/bo")
async def drop_day(request: Request, edge: SharedEdge, me: Me, who: Acting, team: Team, day: Short = "") -> Response:
    """The day is like others again."""
    return await _do(request, edge, me, team, {}, lambda session: days.drop_day(session, who, team, _date(day)))


async def _do(
    request: Request, edge: Edge, me: SignedIn, team: int, typed: dict[str, str], act: Callable[[Session], None]
) -> Response:
    if not may_set(me, team):
        raise Refused(FORBIDDEN)
    try:
        await edge.run(act)
    except QueueError as error:
        return await _page(request, edge, me, team, error, typed)
    return to(f"{ROOT}?to={team}&xong=1")


async def _page(
    request: Request,
    edge: Edge,
    me: SignedIn,
    team: int,
    error: QueueError | None = None,
    typed: dict[str, str] | None = None,
    saved: bool = False,
) -> Response:
    if not may_set(me, team):
        raise Refused(FORBIDDEN)
    lang = lang_of(request)
    try:
        view = await edge.run(_view, team)
    except NoSuch as missing:
        return render(request, "queue/no_team.html", 404, area="queue", error=say(missing.words, lang))
    mine = [(number, name) for number, name in view.teams if may_set(me, number)]
    field = getattr(error, "field", None)
    return render(
        request, "queue/team.html", error.status if error else 200, area="queue",
        error=say(error.words, lang) if error else "", field=field, team=team, teams=mine,
        all_teams=may_set(me, EVERYBODY), view=view, week=WEEK, bounds=BOUNDS, saved=saved,
        typed=_shown(view.rule) | {"day": "", "name_vi": "", "name_en": "", "hours": ""} | (typed or {}),
        written=spans.written,
    )  # fmt: skip


def _view(session: Session, team: int) -> View:
    teams = rules.teams(session)
    if team != EVERYBODY and team not in dict(teams):
        raise NoSuch
    own = rules.own_rule(session, team)
    rule = own or rules.rule_of(session, team)
    if own is None:
        rule = Rule(rule.most_each, rule.assign, rule.warn_minutes, rule.close_minutes, rule.hours, 0)
    return View(teams, rule, own is not None, days.days_from(session, team, today()))


def _own(me: SignedIn) -> int:
    return EVERYBODY if may_set(me, EVERYBODY) else me.team_id or EVERYBODY


def _rule(typed: dict[str, str]) -> Rule:
    hours = {day: spans.typed(typed.get(f"hours_{day}", ""), f"hours_{day}") for day in WEEK}
    numbers = {name: _number(typed.get(name, ""), name) for name in (*BOUNDS, "revision")}
    open_days: dict[str, Any] = {day: [list(span) for span in found] for day, found in hours.items()}
    return Rule(hours=open_days if any(hours.values()) else {}, assign=typed.get("assign") == "1", **numbers)


def _shown(rule: Rule) -> dict[str, str]:
    """The rule as its form shows it."""
    hours = {f"hours_{day}": spans.written(rule.hours.get(day, ())) for day in WEEK}
    numbers = {name: str(getattr(rule, name)) for name in (*BOUNDS, "revision")}
    return hours | numbers | {"assign": "1" if rule.assign else ""}


def _number(text: str, field: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise BadField(field)
    return int(text)


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadField("day") from error
    if not 2020 <= found.year <= 2100:
        raise BadField("day")
    return found
