"""Which legal documents it rests on."""

from procedures import registers
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none
from procedures.calendar import written
from procedures.record import Law


def part(page: Page) -> Part:
    """The legal documents in force on the day, with what each settles."""
    rows = rows_or_none(page.found.record.legal_basis)
    if not rows:
        return nothing(page, "legal_basis", page.found.whole.legal_basis)
    laws = registers.laws(page.session)
    listed, lines = [], [page.say("legal_basis.head", name=page.name)]
    for row in rows:
        about = page.read(row.text)
        for title in row.basis:
            law = laws.get(title)
            listed.append(
                {
                    "title": title,
                    "about": about,
                    "from": law.from_ if law else None,
                    "to": law.to if law else None,
                    "url": law.url if law else None,
                }
            )
        titles = "; ".join(title + _days(page, laws.get(title)) for title in row.basis)
        lines.append(page.line(row, before=f"{titles}: " if titles else ""))
    return Part(lines, [block("basis", page.say("block.basis"), listed)], list(rows))


def _days(page: Page, law: Law | None) -> str:
    """From when to when a document holds, as far as the register knows."""
    if law is None or not (law.from_ or law.to):
        return ""
    key = "cards.law_from_to" if law.from_ and law.to else "cards.law_from" if law.from_ else "cards.law_to"
    return page.say(key, **{"from": written(law.from_) if law.from_ else "", "to": written(law.to) if law.to else ""})
