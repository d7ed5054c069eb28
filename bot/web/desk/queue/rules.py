"""How a team works: its own rules, else those for everybody, else what we ship."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.accounts.audit import Who
from bot.web.accounts.models import Team
from bot.web.accounts.rows import changed
from bot.web.desk.models import TeamRule
from bot.web.desk.queue.errors import BadField, NoSuch, Outdated

EVERYBODY = 0
"""The team whose rules hold where a team has none of its own."""
Hours = Mapping[str, Sequence[Sequence[str]]]
"""Weekday «0» (Monday) to «6» → spans; no weekday at all: the hours are not known."""


@dataclass(frozen=True)
class Rule:
    """``revision`` 0: nobody has set it, these are the shipped ones. We ship no hours: only the team knows them."""

    most_each: int = 3
    assign: bool = False
    warn_minutes: int = 10
    close_minutes: int = 5
    """After the warning."""
    hours: Hours = field(default_factory=dict)
    revision: int = 0


BOUNDS = {"most_each": (1, 20), "warn_minutes": (1, 240), "close_minutes": (1, 240)}
SHIPPED = Rule()


def rule_of(session: Session, team: int | None) -> Rule:
    """The rule that holds for a team; None: for those without one."""
    row = (session.get(TeamRule, team) if team else None) or session.get(TeamRule, EVERYBODY)
    return _rule(row) if row else SHIPPED


def own_rule(session: Session, team: int) -> Rule | None:
    """The rule that was set for exactly this team."""
    row = session.get(TeamRule, team)
    return _rule(row) if row else None


def set_rule(session: Session, who: Who, team: int, rule: Rule) -> None:
    """Sets it; ``rule.revision`` is the one that the page was drawn with.

    Raises NoSuch for an unknown team, BadField, and Outdated where somebody else was quicker.
    """
    if team != EVERYBODY and session.get(Team, team) is None:
        raise NoSuch
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(rule, name) <= most:
            raise BadField(name)
    before = own_rule(session, team)
    values = _values(rule) | {"revision": rule.revision + 1}
    if rule.revision == 0:
        _insert(session, team, values)
    else:
        unchanged = TeamRule.team_id == team, TeamRule.revision == rule.revision
        if not changed(session, update(TeamRule).where(*unchanged).values(values)):
            raise Outdated
    shown = _values(before) if before else None
    audit.write(session, who, "set_team_rule", ("team_rule", team), shown, _values(rule))


def teams(session: Session) -> list[tuple[int, str]]:
    """All teams by name."""
    return [(number, name) for number, name in session.execute(select(Team.id, Team.name).order_by(Team.name))]


def _insert(session: Session, team: int, values: dict[str, Any]) -> None:
    try:
        with session.begin_nested():
            session.add(TeamRule(team_id=team, **values))
    except IntegrityError as error:
        raise Outdated from error


def _values(rule: Rule) -> dict[str, Any]:
    return {name: value for name, value in asdict(rule).items() if name != "revision"}


def _rule(row: TeamRule) -> Rule:
    return Rule(row.most_each, row.assign, row.warn_minutes, row.close_minutes, row.hours, row.revision)
