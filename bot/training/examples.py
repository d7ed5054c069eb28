"""Accepted examples as Rasa reads them: the same rows always give the same file."""

import hashlib
import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import yaml
from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

_EXAMPLES = table("examples", column("text"), column("topic"), column("state"))  # the class stands in bot/web
_MARKUP = re.compile(r"[\[\]{}]|^[\s/\-]+")
"""What Rasa would take for an annotation, a command or a list; the corpus has none of it in its lines either."""


@dataclass(frozen=True)
class Accepted:
    """Examples to train with: ``yml`` is empty where there are none, ``digest`` changes with any of them."""

    yml: str
    count: int
    digest: str


def accepted(session: Session) -> Accepted:
    """All that editors accept at this moment."""
    return of_lines(accepted_lines(session))


def accepted_lines(session: Session) -> frozenset[tuple[str, str]]:
    """The same as pairs of topic and line. Names stay as typed: the matcher masks them while training."""
    rows = session.execute(select(_EXAMPLES.c.topic, _EXAMPLES.c.text).where(_EXAMPLES.c.state == "accepted"))
    return frozenset((topic, line) for topic, text in rows if (line := _line(text)))


def of_lines(lines: Set[tuple[str, str]]) -> Accepted:
    """The examples of these pairs."""
    groups = groupby(sorted(lines), key=lambda pair: pair[0])
    entries = [
        {"intent": topic, "examples": _Block("".join(f"- {line}\n" for _, line in group))} for topic, group in groups
    ]
    whole = {"version": "3.1", "nlu": entries}
    yml = yaml.dump(whole, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000) if entries else ""
    return of_yml(yml)


def of_yml(yml: str) -> Accepted:
    """The same, of a text that was kept with a model."""
    return Accepted(yml, len(read(yml)), hashlib.sha256(yml.encode()).hexdigest()[:16])


@lru_cache(maxsize=8)
def read(yml: str) -> frozenset[tuple[str, str]]:
    """The pairs of topic and line of such a text."""
    entries = yaml.safe_load(yml)["nlu"] if yml else []
    return frozenset((each["intent"], line[2:]) for each in entries for line in each["examples"].splitlines())


def _line(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())


class _Block(str):
    """Written as a block, one example a line, as people write them in ``data/nlu``."""


class _Dumper(yaml.SafeDumper):
    """YAML's own, and blocks."""


_Dumper.add_representer(_Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|"))
