"""What a manual says: chapters in a file. A label of a page is never copied, it is named by its key.

``{desk.take}`` in a text gives the words of that key (``procedures/words``) in the reader's language, so the manual
says what the button says, and the figures mean what their page says they mean.
"""

import re
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from procedures.words import say

_KEY = re.compile(r"\{([\w.-]+)\}")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Form):
    """A text in both languages."""

    vi: str
    en: str

    def in_(self, lang: str) -> str:
        """The text with the labels it names. Raises KeyError for a label that does not exist."""
        return _KEY.sub(lambda found: say(found[1], lang), self.en if lang == "en" else self.vi)


class Picture(_Form):
    """Two files of the book's folder: ``<name>-wide.png`` and ``-phone.png``; what they show."""

    name: str
    alt: Said


class Part(_Form):
    """Lines under a heading: steps in their order, else points."""

    title: Said
    steps: tuple[Said, ...] = ()
    points: tuple[Said, ...] = ()


class Chapter(_Form):
    """``pages``: paths that it is about, ``*`` for any one step; each also stands for all below that no other names."""

    id: str
    title: Said
    lead: Said
    picture: Picture
    pages: tuple[str, ...] = ()
    parts: tuple[Part, ...]


def read(file: Path) -> tuple[Chapter, ...]:
    """All chapters in their order. Raises pydantic.ValidationError where the file does not have their form."""
    return tuple(Chapter.model_validate(each) for each in yaml.safe_load(file.read_text("utf-8")))
