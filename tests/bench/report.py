"""The figures of a report as text for the screen; nothing of single messages."""

from collections.abc import Iterator, Mapping
from typing import Any

FIELDS = ("topic", "procedure", "both")
GROUPS = {"clean under noise": "noise", "style": "by_style", "file": "by_file", "topic": "by_topic"}

Figures = Mapping[str, Any]


def printed(report: Figures) -> str:
    """All of it, one set after the other, then what it costs."""
    lines = [line for name, figures in report["sets"].items() for line in _set(name, figures)]
    return "\n".join([*lines, *_stock(report), *_costs(report)])


def percent(share: Mapping[str, float | int]) -> str:
    """``85.6 % (83.9–87.2) of 1788``."""
    if not share["of"]:
        return "none"
    return f"{share['percent']:5.1f} % ({share['low']:.1f}–{share['high']:.1f}) of {share['of']}"


def _set(name: str, figures: Figures) -> Iterator[str]:
    yield f"== {name}: {figures['messages']} messages; share right (95 % interval) of how many"
    for field in FIELDS:
        yield f"{field:<28} {percent(figures[field])}"
    yield f"{'both questions found':<28} {percent(figures['both_questions'])}"
    yield f"{'one question taken for two':<28} {percent(figures['split_needlessly'])}"
    yield f"{'out of scope, answered':<28} {percent(figures['out_of_scope_answered'])}"
    yield f"{'  … with a procedure':<28} {percent(figures['out_of_scope_as_procedure'])}"
    yield f"{'expected calibration error':<28} {figures['calibration_error']:5.1f} %"
    for title, key in GROUPS.items():
        yield f"{title:<18}{'topic':>8}{'procedure':>11}{'both':>8}"
        for group, shares in figures[key].items():
            numbers = [f"{shares[field]['percent']:.1f}" if shares[field]["of"] else "–" for field in FIELDS]
            yield f"  {group:<16}{numbers[0]:>8}{numbers[1]:>11}{numbers[2]:>8}   of {shares['topic']['of']}"
    yield "topics taken for another: " + "; ".join(
        f"{pair['asked']} → {pair['told']} {pair['times']}" for pair in figures["confusions"]
    )
    for kind, scores in figures.get("entities", {}).items():
        yield f"  {kind:<18} " + ", ".join(f"{field} {value}" for field, value in scores.items())
    yield ""


def _stock(report: Figures) -> Iterator[str]:
    stock = report["stock"]
    if not stock:
        return
    yield f"== rasa init's pipeline, {stock['epochs']} epochs, on {stock['corpus']['messages']} messages"
    if stock["corpus"]["sha256"] != report["corpus"]["sha256"]:
        yield "   (the corpus has changed since it was trained)"
    for name, figures in stock["sets"].items():
        shares = {"both": figures["both"], **{f"noise {kind}": f["both"] for kind, f in figures["noise"].items()}}
        yield f"{name}: " + ", ".join(f"{kind} {share['percent']:.1f}" for kind, share in shares.items())
    yield ""


def _costs(report: Figures) -> Iterator[str]:
    speed, memory = report["speed"], report["memory"]
    yield f"parse p50 / p95              {speed['p50_ms']:.1f} / {speed['p95_ms']:.1f} ms"
    yield f"stock in the same run        {speed['stock_p50_ms']:.1f} / {speed['stock_p95_ms']:.1f} ms"
    yield f"ours ÷ stock, p50 / p95      {speed['p50_ratio']:.2f} / {speed['p95_ratio']:.2f}"
    yield f"  … in processor time        {speed['cpu_p50_ratio']:.2f} / {speed['cpu_p95_ratio']:.2f}"
    yield (
        f"memory                       {memory['ours_mb']:.0f} MB, {memory['above_mb']:.0f} MB above an empty Rasa"
        f" ({memory['empty_mb']:.0f} MB)"
    )
    seconds = report["training_seconds"]
    yield f"training                     {seconds:.0f} s" if seconds else "training                     not timed"
