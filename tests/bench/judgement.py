"""Whether a message was understood: one labelled message against what ``parse`` said of it.

- A topic is right when it is one of those asked. Out of scope is right when nothing is answered: ``out_of_scope``,
  ``nlu_fallback`` or no intent.
- A procedure is right when all the asked ones are among those found (a name that several procedures bear leads to a
  question, so finding the right one among others is right), and nothing is found where none is asked. The label of a
  family is also met by exactly its members, of which the bot asks one; where it is to be compared, also by two or more
  of them and nothing else: «phiếu số 1 hay số 2» names what is compared, the family would say less.
- Not judged is the procedure of a message about danger or a scam, where the answer never depends on a procedure that
  is mentioned; of one out of scope, which is refused whatever it names; and of one about a procedure that nobody has
  published (``None``: a tally leaves it out).
"""

from collections import Counter
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Any

import yaml

REFUSED = ("out_of_scope", "nlu_fallback", None)
WHATEVER_IS_NAMED = ("danger", "scam")
NAMES = ("procedure", "variant")
"""Entities whose value is a procedure."""
SEVERAL = "+"
"""Between the procedures of one entity of the stock pipeline (tests/bench/stock/annotate.py)."""


def judge(
    row: Mapping[str, Any], told: Mapping[str, Any], known: Set[str], families: Mapping[str, Set[str]]
) -> dict[str, Any]:
    """What a report needs of one message: ``row`` (text, asks, style) and more fields.

    ``told``: the output of ``parse``. ``known``: all published slugs. ``families``: members by the family's slug.
    """
    topic = told["intent"]["name"]
    named = [str(entity["value"]) for entity in told["entities"] if entity["entity"] in NAMES]
    found = {slug for value in named for slug in value.split(SEVERAL)}
    refused = topic in REFUSED
    topics = {topic for topic, _ in row["asks"]}
    topic_right = refused if "out_of_scope" in topics else topic in topics
    procedure_right = _procedure_right(row, found, known, families)
    return {
        **row,
        "told": topic,
        "found": sorted(found),
        "confidence": told["intent"]["confidence"] or 0.0,
        "refused": refused,
        "topic": topic_right,
        "procedure": procedure_right,
        "both": topic_right and procedure_right is not False,
        "entities_told": told["entities"],
        **_questions(row, told),
    }


def families(catalog: Path) -> dict[str, frozenset[str]]:
    """The members of each family of the catalog, without the family's common page; two at least."""
    members: dict[str, set[str]] = {}
    for path in catalog.glob("[!_]*.yml"):
        record = yaml.safe_load(path.read_text("utf-8"))
        if record["slug"] != record["family"]:
            members.setdefault(record["family"], set()).add(record["slug"])
    return {family: frozenset(slugs) for family, slugs in members.items() if len(slugs) > 1}


def _procedure_right(
    row: Mapping[str, Any], found: Set[str], known: Set[str], families: Mapping[str, Set[str]]
) -> bool | None:
    topics = {topic for topic, _ in row["asks"]}
    asked = {slug for _, slug in row["asks"] if slug}
    if "out_of_scope" in topics or (not asked and topics & set(WHATEVER_IS_NAMED)) or not asked <= known:
        return None
    if not asked:
        return not found
    missing = asked - found
    members = families.get(next(iter(asked)), frozenset()) if len(asked) == 1 else frozenset()
    compared = topics == {"compare"} and len(found) > 1 and found <= members
    return not missing or (bool(members) and members == found) or compared


def _questions(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """``questions``: both questions of a message with two were found; ``split``: one question was taken for two."""
    if "asks" not in told:
        return {"questions": None, "split": None}
    if len(row["asks"]) == 1:
        return {"questions": None, "split": len(told["asks"]) > 1}
    # Counted, because one topic may be asked of two procedures.
    missing = Counter(topic for topic, _ in row["asks"]) - Counter(ask["topic"] for ask in told["asks"])
    return {"questions": not missing, "split": None}
