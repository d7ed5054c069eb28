"""Figures as a table for spreadsheets: one row a figure."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from bot.web.citizen.export import safe
from bot.web.desk.figures.measures import CLASSES, Figures

COLUMNS = ("day", "measure", "procedure", "procedure_name", "detail", "team", "count", "total", "classes")


def as_csv(days: Mapping[date, Figures], names: Mapping[str, str], teams: Mapping[int, str]) -> str:
    """In order of day. ``total``: seconds or stars; ``classes``: «60:3 120:1», three times of up to 60 seconds, …"""
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for day, figures in days.items():
        for key, figure in sorted(figures.items(), key=lambda each: tuple(map(str, vars(each[0]).values()))):
            classes = " ".join(f"{name}:{figure.spread[name]}" for name in CLASSES if name in figure.spread)
            team = teams.get(key.team_id, str(key.team_id)) if key.team_id else ""
            cells = [day.isoformat(), key.measure, key.slug, names.get(key.slug, ""), key.detail, team]
            table.writerow([*(safe(cell) for cell in cells), figure.count, f"{figure.total:g}", classes])
    return file.getvalue()
