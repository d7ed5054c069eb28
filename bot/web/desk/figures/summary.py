"""Figures of a period as a page shows them: a few sums, charts with their tables, splits by procedure and team."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.web.desk.figures import svg, words
from bot.web.desk.figures.measures import CLASSES, Figure, Figures, merged
from bot.web.desk.figures.read import split, total
from procedures.words import say

WEEKLY_FROM = 45
"""Days from which a period is shown by weeks."""
MOST_TOPICS = 5
MOST_ROWS = 20


@dataclass(frozen=True)
class Tile:
    """One sum; ``key`` names its words and its definition."""

    key: str
    value: str


@dataclass(frozen=True)
class Chart:
    """A chart and the same as a table. ``bars`` or ``columns`` is drawn, the other is None."""

    key: str
    head: Sequence[str]
    table: Sequence[Sequence[str]]
    bars: svg.Bars | None = None
    columns: svg.Columns | None = None


@dataclass(frozen=True)
class Table:
    """A table without a chart."""

    key: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Summary:
    """All that the page shows of a period."""

    tiles: Sequence[Tile]
    charts: Sequence[Chart]
    tables: Sequence[Table]


def summary(days: Mapping[date, Figures], names: Mapping[str, str], teams: Mapping[int, str], lang: str) -> Summary:
    """From figures by day. ``names`` of procedures by slug, ``teams`` by number."""
    whole = merged(days.values())
    charts = [
        _talks(days, lang), _topics(whole, lang), _times(whole, "waits", lang), _times(whole, "handling", lang),
        *(_details(whole, key, lang) for key in ("handovers", "asked_for", "closed_for", "outcomes", "stars")),
    ]  # fmt: skip
    tables = [_topics_over_time(days, lang), _by_procedure(whole, names, lang), _by_team(whole, teams, lang)]
    return Summary(_tiles(whole, lang), charts, tables)


def _tiles(whole: Figures, lang: str) -> list[Tile]:
    def of(measure: str, detail: str | None = None) -> str:
        return words.number(total(whole, measure, detail).count, lang)

    waits, handling, stars = (total(whole, measure) for measure in ("waits", "handling", "stars"))
    mean = f"{stars.mean:.1f}" if stars.mean is not None else "–"
    return [
        Tile("conversations", of("conversations")),
        Tile("messages", of("messages")),
        Tile("solved_share", words.share(total(whole, "solved"), total(whole, "talks"))),
        Tile("handovers", of("handovers", "asked")),
        Tile("wait_median", words.at_most(waits.quantile(0.5), lang)),
        Tile("wait_mean", words.seconds(waits.mean, lang)),
        Tile("wait_p90", words.at_most(waits.quantile(0.9), lang)),
        Tile("gave_up", of("gave_up")),
        Tile("handling_median", words.at_most(handling.quantile(0.5), lang)),
        Tile("handling_mean", words.seconds(handling.mean, lang)),
        Tile("handling_p90", words.at_most(handling.quantile(0.9), lang)),
        Tile("stars_mean", mean if lang == "en" else mean.replace(".", ",")),
        Tile("thumbs_up", of("thumbs", "up")),
        Tile("thumbs_down", of("thumbs", "down")),
        Tile("call_backs_left", of("call_backs", "left")),
        Tile("call_backs_done", of("call_backs", "done")),
        Tile("calls", of("calls")),
    ]


def _talks(days: Mapping[date, Figures], lang: str) -> Chart:
    rows = [(label, total(figures, "talks").count, total(figures, "solved").count) for label, figures in _periods(days)]
    table = [(label, words.number(talks, lang), words.number(solved, lang)) for label, talks, solved in rows]
    head = _head(("day", "talks", "solved"), lang)
    return Chart("talks", head, table, columns=svg.columns([(label, talks, solved) for label, talks, solved in rows]))


def _topics(whole: Figures, lang: str) -> Chart:
    return _listed("topics", split(whole, "topics", lambda key: key.detail), lang)


def _details(whole: Figures, measure: str, lang: str) -> Chart:
    found = split(whole, measure, lambda key: key.detail)
    if measure == "stars":
        found = {name: found.get(name, Figure()) for name in ("5", "4", "3", "2", "1")} if found else {}
    return _listed(measure, found, lang)


def _listed(measure: str, found: Mapping[str, Figure], lang: str) -> Chart:
    rows = [
        (words.detail(measure, name, lang), figure.count, words.number(figure.count, lang))
        for name, figure in list(found.items())[:MOST_ROWS]
    ]
    table = [(label, number) for label, _, number in rows]
    return Chart(measure, _head((measure, "count"), lang), table, bars=svg.bars(rows) if rows else None)


def _times(whole: Figures, measure: str, lang: str) -> Chart:
    spread = total(whole, measure).spread
    last = max((number for number, name in enumerate(CLASSES) if spread.get(name)), default=-1)
    shown = CLASSES[: last + 1]
    rows = [(words.at_most(name, lang), spread.get(name, 0), words.number(spread.get(name, 0), lang)) for name in shown]
    table = [(label, number) for label, _, number in rows]
    return Chart(measure, _head(("time", "count"), lang), table, bars=svg.bars(rows) if rows else None)


def _topics_over_time(days: Mapping[date, Figures], lang: str) -> Table:
    whole = split(merged(days.values()), "topics", lambda key: key.detail)
    top = list(whole)[:MOST_TOPICS]
    rows = []
    for label, figures in _periods(days):
        counts = split(figures, "topics", lambda key: key.detail)
        rows.append([label, *(words.number(counts.get(topic, Figure()).count, lang) for topic in top)])
    head = [say("figures.head.day", lang), *(words.detail("topics", topic, lang) for topic in top)]
    return Table("topics_over_time", head, rows if top else [])


def _by_procedure(whole: Figures, names: Mapping[str, str], lang: str) -> Table:
    def named(slug: str) -> str:
        return names.get(slug, slug) if slug else say("figures.no_procedure", lang)

    parts = {slug: _only(whole, lambda key, slug=slug: key.slug == slug) for slug in {key.slug for key in whole}}
    order = sorted(parts, key=lambda slug: -total(parts[slug], "conversations").count)
    rows = [
        [
            named(slug), *(words.number(total(parts[slug], each).count, lang) for each in ("conversations", "talks")),
            words.share(total(parts[slug], "solved"), total(parts[slug], "talks")),
            words.number(total(parts[slug], "handovers", "asked").count, lang),
            words.at_most(total(parts[slug], "waits").quantile(0.5), lang),
        ]
        for slug in order
    ]  # fmt: skip
    head = _head(("procedure", "conversations", "talks", "solved_share", "asked", "wait_median"), lang)
    return Table("by_procedure", head, rows)


def _by_team(whole: Figures, teams: Mapping[int, str], lang: str) -> Table:
    rows = []
    for team in sorted({key.team_id for key in whole}):
        part = _only(whole, lambda key, team=team: key.team_id == team)
        waits, handling = total(part, "waits"), total(part, "handling")
        rows.append([
            teams.get(team, str(team)) if team else say("figures.no_team", lang),
            words.number(waits.count, lang), words.at_most(waits.quantile(0.5), lang),
            words.at_most(waits.quantile(0.9), lang), words.seconds(handling.mean, lang),
            words.number(total(part, "calls").count, lang),
        ])  # fmt: skip
    head = _head(("team", "taken", "wait_median", "wait_p90", "handling_mean", "calls"), lang)
    return Table("by_team", head, rows)


def _periods(days: Mapping[date, Figures]) -> list[tuple[str, Figures]]:
    """Days, or weeks where there are many: «16/11» is a day, «16–22/11» a week."""
    if len(days) < WEEKLY_FROM:
        return [(f"{day:%d/%m}", figures) for day, figures in days.items()]
    weeks: dict[date, list[Figures]] = {}
    for day, figures in days.items():
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(figures)
    return [(f"{monday:%d/%m}", merged(parts)) for monday, parts in weeks.items()]


def _only(whole: Figures, takes: Callable[..., bool]) -> Figures:
    return {key: figure for key, figure in whole.items() if takes(key)}


def _head(keys: Sequence[str], lang: str) -> list[str]:
    return [say(f"figures.head.{key}", lang) for key in keys]
