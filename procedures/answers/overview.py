"""What it is in a few lines, and what to know before anything else."""

from procedures.answers.page import Page, Part, block, rows_or_none


def part(page: Page) -> Part:
    """The summary, who decides, and the warnings."""
    record = page.found.record
    warnings = [*rows_or_none(record.warnings)]
    lines = [page.say("overview.head", name=page.name, summary=page.read(record.summary))]
    lines.append(page.say("overview.agency", agency=page.read(record.agency)))
    lines += [page.line(row) for row in warnings]
    texts = [{"text": line.removeprefix("• ")} for line in lines]
    lines.append(page.say("overview.ask"))
    return Part(lines, [block("text", page.name, texts)], warnings, cited=[*rows_or_none(record.legal_basis)])
