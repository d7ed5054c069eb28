"""Names as they are published (form: procedures/publishing/names.py), and what of each is compared with messages."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from bot.nlu.found import UNKNOWN
from bot.nlu.marks import marks
from bot.nlu.words import words
from procedures.text import fold
from procedures.text.typing import meant


class BadNames(Exception):
    """What should hold the names is no JSON of the agreed form (procedures/publishing/names.py)."""


class Name(NamedTuple):
    """A name as it was published; ``forms``: as it is written, with diacritics, where the source tells that.

    Where nothing else tells names apart, they come in the order of these fields.
    """

    unknown: bool
    """It is of an official procedure that the catalog does not hold."""
    guide: bool
    text: str
    context: bool
    slugs: tuple[str, ...]
    forms: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One way in which a name may come: its folded words, and the marks of the words of each written form."""

    name: Name
    words: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]


_UNKNOWN = [
    Name(True, False, fold(name), False, (UNKNOWN,), (name,))
    for name in json.loads(Path(__file__).with_name("unknown_names.json").read_text("utf-8"))
]
"""Until somebody publishes a procedure of that name. Being longer, they cover names of ours that they hold («thi bằng
lái»)."""


def read_names(path: Path) -> dict[str, Any]:
    """The file's content, checked; raises BadNames, or OSError when it cannot be read."""
    try:
        return checked(json.loads(path.read_text("utf-8")), path.name)
    except ValueError as error:
        raise BadNames(f"{path.name}: {error}") from error


def checked(content: Any, where: str) -> dict[str, Any]:
    """The content, where it has the agreed form; else raises BadNames."""
    try:
        families = content.get("families") or {}
        sound = (
            isinstance(content["version"], str)
            and all(isinstance(word, str) for pair in families.items() for word in pair)
            and all(map(_is_sound, content["names"]))
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadNames(f"{where}: {error}") from error
    if not sound:
        raise BadNames(f"{where}: a field has another type than agreed")
    return dict(content)


def _is_sound(name: dict[str, Any]) -> bool:
    slugs, forms = name["slugs"], name.get("forms", [])
    return (
        isinstance(name["text"], str)
        and isinstance(name["context"], bool)
        and isinstance(slugs, list)
        and isinstance(forms, list)
        and all(isinstance(each, str) for each in (*slugs, *forms))
    )


def published(content: dict[str, Any]) -> frozenset[Name]:
    """All names of a checked content, and those of unknown procedures that it does not hold."""
    ours = [
        Name(
            False, bool(name.get("guide")), name["text"], name["context"], (*name["slugs"],), (*name.get("forms", ()),)
        )
        for name in content["names"]
        if name["slugs"]
    ]
    held = {name["text"] for name in content["names"]}
    return frozenset([*ours, *(name for name in _UNKNOWN if name.text not in held)])


def listed(names: Iterable[Name]) -> list[dict[str, Any]]:
    """The same as a content's ``names`` again, without those of unknown procedures."""
    return [
        {"text": name.text, "forms": [*name.forms], "slugs": [*name.slugs], "context": name.context}
        | ({"guide": True} if name.guide else {})
        for name in sorted(names)
        if not name.unknown
    ]


def entries(name: Name) -> list[Entry]:
    """The ways in which a name may come: «dk xe» is met as "dang ky xe" too, for a message comes as it was meant."""
    folded = [word.value for word in words(name.text)]
    if not folded:
        return []
    typed = [[form[word.start : word.end] for word in words(form)] for form in name.forms]
    typed += [" ".join(meant(form)).split() for form in typed]
    marked = tuple(tuple(marks(word) for word in form) for form in typed)
    meanings = {tuple(folded), tuple(fold(" ".join(meant(folded))).split())}
    return [Entry(name, meaning, marked) for meaning in sorted(meanings)]
