"""What goes wrong, and the safe way out."""

from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.record import Problem


def part(page: Page) -> Part:
    """The known problems with what to do about each; for others the mistakes to avoid."""
    record = page.found.record
    problems = rows_or_none(record.problems)
    rows = [*problems, *rows_or_none(record.mistakes)]
    if not rows:
        return nothing(page, "account_problem")
    lines = [page.say("account_problem.head", name=page.name)]
    lines += [page.line(row, after=f" → {_remedy(page, row)}") for row in problems]
    lines += [page.line(row) for row in rows_or_none(record.mistakes)]
    texts = [{"text": line.removeprefix("• ")} for line in lines[1:]]
    lines.append(page.say("account_problem.never_share"))
    return Part(lines, [block("text", page.say("block.problems"), texts)], rows)


def _remedy(page: Page, row: Problem) -> str:
    return (page.read(row.remedy) or "").removesuffix(".")
