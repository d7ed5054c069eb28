"""Kinds of offices: the many names of agencies sorted into the few that a reader filters by (``offices.yml``)."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import Field

from procedures.record import Strict
from procedures.text import fold

FILE = Path(__file__).with_name("offices.yml")


class Office(Strict):
    """One kind. ``words`` are folded; the kind without words takes what no other takes."""

    key: str = Field(pattern=r"^[a-z-]+$")
    vi: str
    en: str
    words: tuple[str, ...]

    def name(self, lang: str) -> str:
        """Its name in the reader's language."""
        return self.en if lang == "en" else self.vi


@cache
def offices() -> tuple[Office, ...]:
    """All kinds, in the order of the file."""
    return tuple(Office.model_validate(entry) for entry in yaml.safe_load(FILE.read_text("utf-8")))


def offices_of(agency: str) -> tuple[str, ...]:
    """Keys of the kinds that an agency's Vietnamese words name; never none."""
    folded = f" {fold(agency)} "
    found = [office.key for office in offices() if any(words in folded for words in office.words)]
    return tuple(found) or tuple(office.key for office in offices() if not office.words)
