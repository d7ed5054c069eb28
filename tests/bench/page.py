"""The report as one page that needs nothing else: charts of the held-out set, tables of both sets, costs."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from tests.bench.charts import Bar, bars, reliability
from tests.bench.report import FIELDS, percent

HEAD = Path(__file__).with_name("page.html")
NOISE_NAMES = {
    "clean": "as written", "bare": "no diacritics", "telex": "Telex, VNI keys", "typos": "1 typo in 8 letters",
    "teencode": "teencode",
}  # fmt: skip
NOISE_AIMS = {"clean": 95.0, "bare": 94.0, "telex": 90.0, "typos": 90.0, "teencode": 90.0}
STYLE_AIMS = {**NOISE_AIMS, "typo": 90.0, "english": 93.0}
FILE_AIMS = {"new_procedures": 93.0}

Figures = Mapping[str, Any]


def page(report: Figures) -> str:
    """HTML of a whole report."""
    ours, stock = report["sets"]["heldout"], (report["stock"] or {"sets": {}})["sets"].get("heldout")
    body = [
        "<h1>How messages are understood</h1>",
        f"<p>{report['day']}: trained on {report['corpus']['messages']} messages, tried on {ours['messages']} held-out "
        "ones that nobody may read or tune to. Right means topic and procedure both right; lines in the bars are 95 % "
        "intervals.</p>",
        _tiles(report),
        _key(report),
        _chart("The same clean messages under noise", _rows(ours, stock, "noise", NOISE_NAMES, NOISE_AIMS)),
        _chart("As people wrote them, by style", _rows(ours, stock, "by_style", {}, STYLE_AIMS)),
        _chart("By kind of message", _rows(ours, stock, "by_file", {}, FILE_AIMS)),
        _chart("By topic", _rows(ours, None, "by_topic", {}, {})),
        "<h2>Confidence and truth</h2><p>Larger dots hold more messages; on the line, confidence is what it says.</p>",
        f"<figure class=square>{reliability('Reliability', ours['reliability'])}</figure>",
        "<h2>Topics taken for another</h2>",
        _table(("asked", "understood", "times"), [tuple(pair.values()) for pair in ours["confusions"]]),
        *_entities(ours.get("entities")),
        "<h2>What it costs</h2>",
        _table(("", "ours", "to compare with", ""), _costs(report)),
        "<h2>The sets in figures</h2>",
        _table(("", *report["sets"]), _both_sets(report["sets"])),
    ]
    return HEAD.read_text("utf-8") + "\n".join(body) + "\n</html>\n"


def _tiles(report: Figures) -> str:
    ours, speed, memory = report["sets"]["heldout"], report["speed"], report["memory"]
    tiles = [(f"{ours[field]['percent']:.1f} %", f"{field} right") for field in reversed(FIELDS)]
    tiles += [
        (f"{ours['out_of_scope_as_procedure']['percent']:.1f} %", "out of scope, answered with a procedure (aim 2 %)"),
        (f"{ours['calibration_error']:.1f} %", "expected calibration error (aim 5 %)"),
        (f"{speed['p50_ms']:.1f} / {speed['p95_ms']:.1f} ms", "parse p50 / p95 (aim p50 5 ms)"),
        (f"{speed['p95_ratio']:.2f}", "p95, ours ÷ stock (aim 0.33)"),
        (f"{memory['above_mb']:.0f} MB", "above an empty Rasa (aim 150 MB)"),
    ]
    listed = "".join(f"<li><b>{value}</b><span>{escape(name)}</span></li>" for value, name in tiles)
    return f"<ul class=tiles>{listed}</ul>"


def _key(report: Figures) -> str:
    stock = report["stock"]
    theirs = f"<i style='background:var(--stock)'></i>rasa init, {stock['epochs']} epochs" if stock else ""
    aim = "<i style='background:var(--aim);width:.2rem'></i>aim"
    return f"<p class=key><i style='background:var(--ours)'></i>ours{theirs}{aim}</p>"


def _rows(
    ours: Figures, stock: Figures | None, key: str, names: Mapping[str, str], aims: Mapping[str, float]
) -> list[Bar]:
    theirs = stock[key] if stock else {}
    return [
        Bar(names.get(group, group), shares["both"], theirs.get(group, {}).get("both"), aims.get(group))
        for group, shares in ours[key].items()
    ]


def _chart(title: str, rows: Sequence[Bar]) -> str:
    return f"<h2>{title}</h2><figure>{bars(title, rows)}</figure>"


def _entities(entities: Mapping[str, Mapping[str, Any]] | None) -> list[str]:
    if not entities:
        return []
    fields = list(next(iter(entities.values())))
    rows = [(kind, *(scores.get(field) for field in fields)) for kind, scores in entities.items()]
    return ["<h2>Other entities</h2>", _table(("", *fields), rows)]


def _costs(report: Figures) -> list[tuple[object, ...]]:
    speed, memory, seconds = report["speed"], report["memory"], report["training_seconds"]
    return [
        ("parse p50, ms", speed["p50_ms"], speed["stock_p50_ms"], "rasa init's pipeline, same run"),
        ("parse p95, ms", speed["p95_ms"], speed["stock_p95_ms"], "rasa init's pipeline, same run"),
        ("memory, MB", memory["ours_mb"], memory["empty_mb"], "an empty Rasa, same run"),
        ("training, s", seconds or "not timed", (report["stock"] or {}).get("training_seconds", "–"), "rasa init's"),
    ]


def _both_sets(sets: Mapping[str, Figures]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for key in (*FIELDS, "both_questions", "split_needlessly", "out_of_scope_answered", "out_of_scope_as_procedure"):
        rows.append((key.replace("_", " "), *(percent(figures[key]) for figures in sets.values())))
    return [*rows, ("calibration error", *(f"{figures['calibration_error']} %" for figures in sets.values()))]


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    top = "".join(f"<th>{escape(str(cell))}</th>" for cell in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<div class=wide><table><tr>{top}</tr>{lines}</table></div>"
