"""Names that the system gives so that nobody has to: the id of a question or an answer, the slug of a new record."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.web.editing.content import rows_in
from procedures.text import fold

LONGEST = 40


def given_key(row: dict[str, Any], content: Mapping[str, Any], part: str) -> dict[str, Any]:
    """A row of a guide with an id, made from its words; one that has an id keeps it, because links name it."""
    if not part.startswith("guide.") or row.get("id"):
        return row
    words = row.get("short") or row.get("title") or row.get("text") or {}
    wanted = key_of(str(words.get("en") or words.get("vi") or ""), "_") or "muc"
    known = {each.get("id") for each in rows_in(content, part)}
    if not part.endswith("options"):
        known |= {each.get("id") for kind in ("questions", "outcomes") for each in rows_in(content, f"guide.{kind}")}
    return row | {"id": free(wanted, known, "_")}


def key_of(text: str, join: str = "-") -> str:
    """The words of a text without diacritics: «Đăng ký nuôi ong» is dang-ky-nuoi-ong."""
    return join.join(re.findall(r"[a-z0-9]+", fold(text)))[:LONGEST].strip(join)


def free(wanted: str, known: Iterable[object], join: str = "-") -> str:
    """The name, with a number where it is taken."""
    taken = set(known)
    return next(
        name for name in (wanted, *(f"{wanted}{join}{number}" for number in range(2, 1000))) if name not in taken
    )
