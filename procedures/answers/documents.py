"""Which papers to hand in, and which the office must look up itself."""

from procedures.answers.narrowed import narrow
from procedures.answers.nothing import nothing
from procedures.answers.page import Page, Part, block, row_id, rows_or_none
from procedures.record import Document


def part(page: Page) -> Part:
    """The documents in force on the day."""
    held = rows_or_none(page.found.record.documents)
    if not held:
        return nothing(page, "documents", page.found.whole.documents)
    rows, narrowed = narrow(held, page.facts)
    lines = [page.say("documents.head", name=page.name), *(page.line(row, after=_after(page, row)) for row in rows)]
    listed = [block("documents", page.say("block.documents"), (_row(page, row) for row in rows))]
    return Part(lines, listed, list(rows), narrowed=narrowed)


def _after(page: Page, row: Document) -> str:
    notes = _notes(page, row)
    after = f" – {', '.join(notes)}" if notes else ""
    if row.reused_from:
        after += page.say("documents.reused", base=page.read(row.reused_from))
    return after


def _notes(page: Page, row: Document) -> list[str]:
    """Original or copy, how many, on which form: as far as the row's own words don't say it."""
    notes = [page.say(f"web.kind.{row.kind}")] if row.kind and row.kind != "data" else []
    if row.copies and row.copies > 1:
        notes.append(page.say("web.card.copies", copies=row.copies))
    text = (page.read(row.text) or "").lower()
    if row.form and row.form.lower() not in text:
        notes.append(page.say("web.card.form", form=row.form))
    return [note for note in notes if note.lower() not in text]


def _row(page: Page, row: Document) -> dict[str, object]:
    return {
        "id": row_id(row),
        "text": page.read(row.text),
        "copies": row.copies,
        "kind": row.kind,
        "form": row.form,
        "notes": _notes(page, row),
        "reused_from": page.read(row.reused_from),
        "condition": page.condition(row),
        "mine": page.mine(row),
    }
