"""Which legal documents it rests on."""

from procedures import registers
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, rows_or_none


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
        lines.append(page.line(row, before=f"{'; '.join(row.basis)}: " if row.basis else ""))
    return Part(lines, [block("basis", page.say("block.basis"), listed)], list(rows))
