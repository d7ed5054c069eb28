"""What goes wrong, and the safe way out."""

from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.answers.simple import PORTAL_HOTLINE, VNEID_HOTLINE
from procedures.record import Problem


def part(page: Page) -> Part:
    """The known problems with what to do about each, then the mistakes to avoid, marked as such."""
    record, whole = page.found.record, page.found.whole
    problems, mistakes = rows_or_none(record.problems), rows_or_none(record.mistakes)
    if not problems and not mistakes:
        held = [*rows_or_none(whole.problems), *rows_or_none(whole.mistakes)]
        return nothing(page, "account_problem", held) if held else _unknown(page)
    lines, blocks = [], []
    if problems:
        said = [page.line(row, after=f" → {_remedy(page, row)}") for row in problems]
        lines += [page.say("account_problem.head", name=page.name), *said]
        blocks.append(block("text", page.say("block.problems"), ({"text": line.removeprefix("• ")} for line in said)))
    if mistakes:
        said = [page.line(row) for row in mistakes]
        lines += [page.say(f"account_problem.{'avoid' if problems else 'only_avoid'}", name=page.name), *said]
        blocks.append(block("text", page.say("block.mistakes"), ({"text": line.removeprefix("• ")} for line in said)))
    lines.append(page.say("account_problem.never_share"))
    return Part(lines, blocks, [*problems, *mistakes])


def _remedy(page: Page, row: Problem) -> str:
    return (page.read(row.remedy) or "").removesuffix(".")


def _unknown(page: Page) -> Part:
    """Nothing is held: said so, with whom to call."""
    text = page.say("account_problem.unknown", name=page.name, vneid=VNEID_HOTLINE, portal=PORTAL_HOTLINE)
    listed = [
        {"title": page.say("contact.vneid"), "phone": VNEID_HOTLINE, "hours": None},
        {"title": page.say("contact.portal"), "phone": PORTAL_HOTLINE, "hours": None},
    ]
    lines = [text, page.say("account_problem.never_share")]
    return Part(lines, [block("contacts", page.say("block.contacts"), listed)], outcome="unanswerable_not_in_catalog")
