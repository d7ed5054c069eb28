"""From a portal's record to a draft in the form of ``procedures.record.Record``, as far as the portal says it.

What only a person can say stays out: slug, family, English, summary, day of checking, the channel of a step. What could
not be read stays as the portal's words in a row that is not certain, so nothing is lost and nothing told as fact.
"""

from collections.abc import Callable, Mapping
from typing import Any

from procedures.exchange.portal import values
from procedures.exchange.portal.layout import Basis, Method, Paper, PortalRecord
from procedures.exchange.portal.parsing import problem
from procedures.words import say

Problems = list[dict[str, str]]
Row = dict[str, Any]


def mapped(record: PortalRecord, source: str, laws: Mapping[str, str]) -> tuple[dict[str, Any], Problems]:
    """The draft's content, and what could not be read.

    ``source``: key of the register of sources. ``laws``: titles of the register of laws by ``values.law_number``.
    """
    problems: Problems = []
    levels = _levels(record, problems)
    content: dict[str, Any] = {
        "fact_sheet_id": f"{source}:{record.code}",
        "names": [{"vi": record.name}],
        "codes": [{"code": values.code(record.code), **({"level": levels[0]} if len(levels) == 1 else {})}],
        "agency": {"vi": record.agency} if record.agency else None,
        "field": {"vi": record.field} if record.field else None,
        "eligibility": [_row(text) for text in (*record.subjects, *record.conditions)],
        "documents": [_paper(paper, f"documents.{at}", problems) for at, paper in enumerate(record.documents)],
        "steps": _steps(record, problems),
        "fees": _by_channel(record, "fee", _fees, problems),
        "times": _by_channel(record, "time", _times, problems),
        "places": _places(record, problems),
        "results": [_row(text) for text in record.result],
        "legal_basis": [_basis(law, f"legal_basis.{at}", laws, problems) for at, law in enumerate(record.legal_basis)],
    }
    for rows in content.values():
        if isinstance(rows, list):
            for row in rows:
                if "text" in row:
                    row["sources"] = [source]
    return {key: part for key, part in content.items() if part}, problems


def _row(text: str, **more: Any) -> Row:
    return {"text": {"vi": text}, **more}


def _levels(record: PortalRecord, problems: Problems) -> list[str]:
    levels = []
    for at, text in enumerate(part.strip() for line in record.level for part in line.split(",")):
        level = values.level(text)
        if level is None:
            problems.append(problem(f"level.{at}", text, "is no level of today (Bộ, Tỉnh, Xã)"))
        elif level not in levels:
            levels.append(level)
    return levels


def _paper(paper: Paper, place: str, problems: Problems) -> Row:
    row = _row(paper.name)
    if paper.form:
        row["form"] = paper.form
    counted = values.copies(paper.quantity, paper.originals, paper.copies)
    if counted is None:
        said = paper.quantity or f"{paper.originals} / {paper.copies}"
        problems.append(problem(f"{place}.quantity", said, "is no count of originals or of copies"))
    return row | (counted or {})


def _steps(record: PortalRecord, problems: Problems) -> list[Row]:
    channels = {values.channel(method.channel) for method in record.methods}
    if len(channels) == 1 and None not in channels:
        return [_row(text, channel=next(iter(channels))) for text in record.steps]
    if record.steps:
        problems.append(problem("steps", record.steps[0], "the portal does not say by which way of filing: choose it"))
    return [_row(text) for text in record.steps]


def _places(record: PortalRecord, problems: Problems) -> list[Row]:
    rows = []
    for at, method in enumerate(record.methods):
        channel = values.channel(method.channel)
        if channel is None:
            problems.append(problem(f"methods.{at}.channel", method.channel, "is no known way of filing"))
        text = method.description or record.agency
        if text:
            rows.append(_row(text, **({"channel": channel} if channel else {})))
    return rows


def _by_channel(
    record: PortalRecord, field: str, read: Callable[[str, str, Problems], list[Row]], problems: Problems
) -> list[Row]:
    """Rows of each way of filing; said once, without condition, where all ways have the same."""
    if len({getattr(method, field).strip() for method in record.methods}) == 1:
        return read(getattr(record.methods[0], field), f"methods.0.{field}", problems)
    rows = []
    for at, method in enumerate(record.methods):
        rows += [row | _only(method) for row in read(getattr(method, field), f"methods.{at}.{field}", problems)]
    return rows


def _only(method: Method) -> Row:
    channel = values.channel(method.channel)
    condition = {"condition": {"vi": method.channel}} if method.channel.strip() else {}
    return condition | ({"when": {"channel": channel}} if channel else {})


def _times(text: str, place: str, problems: Problems) -> list[Row]:
    if not text.strip():
        return []
    read = values.duration(text)
    if read is None:
        problems.append(problem(place, text, "is no single time limit in days or hours"))
        return [_row(text.strip(), certain=False)]
    return [_row(text.strip(), **read)]


def _fees(text: str, place: str, problems: Problems) -> list[Row]:
    lines = [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]
    if not lines:
        unpublished = {"text": {lang: say("exchange.fee_unpublished", lang) for lang in ("vi", "en")}}
        return [unpublished | {"kind": "unpublished", "certain": False}]
    rows = []
    for line in lines:
        read = values.fee(line)
        if read is None:
            why = "is no amount in đồng; an empty fee or zero on the portal does not mean that it is free"
            problems.append(problem(place, line, why))
            rows.append(_row(line, kind="varies", certain=False))
        else:
            rows.append(_row(line, kind="full" if read["amount"] else "exempt", **read))
    return rows


def _basis(law: Basis, place: str, laws: Mapping[str, str], problems: Problems) -> Row:
    day = values.day(law.date) if law.date.strip() else None
    if law.date.strip() and day is None:
        problems.append(problem(f"{place}.date", law.date, "is no date"))
    issued = day.strftime("%d/%m/%Y") if day else ""
    row = _row(", ".join(part for part in (law.title, law.number, law.issuer, issued) if part) or "?")
    title = laws.get(values.law_number(law.number) or "")
    if title is None:
        problems.append(problem(f"{place}.number", law.number, "is not in our register of legal documents"))
        return row
    return row | {"basis": [title]}
