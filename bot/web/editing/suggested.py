"""What a field may name: legal documents, sources, other records, the questions of a guide."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.editing import said
from bot.web.editing.content import rows_in
from bot.web.editing.shape import Field
from procedures import registers
from procedures.drafts import Draft
from procedures.models import Procedure

Suggested = Mapping[str, Sequence[tuple[str, str]]]
"""By field: value, and what stands beside it."""
_SLUGS = ("related", "slugs", "procedure", "inherits_from", "family")


def suggested(session: Session, fields: Sequence[Field], draft: Draft) -> Suggested:
    """Only for the fields of the form."""
    names = {each.name for each in fields}
    found: dict[str, Sequence[tuple[str, str]]] = {}
    if "basis" in names:
        found["basis"] = [(law.title, law.about.vi) for law in registers.laws(session).values()]
    if "sources" in names:
        found["sources"] = [(source.key, source.title.vi) for source in registers.sources(session).values()]
    for name in _SLUGS:
        if name in names:
            slugs = session.scalars(select(Procedure.slug).where(Procedure.live_version.is_not(None)))
            found[name] = [(slug, "") for slug in slugs.all()]
    if "next" in names:
        found["next"] = [
            (str(row["id"]), f"{said.word('vi', f'tree.{kind}')}: {said.title('', row, 'vi')}")
            for kind in ("questions", "outcomes")
            for row in rows_in(draft.content, f"guide.{kind}")
            if row.get("id")
        ]
    return found
