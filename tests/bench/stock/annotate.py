"""Training data for the stock pipeline: our corpus, with the names of procedures annotated as its entities.

Our own pipeline needs no annotation, DIET learns from nothing else. So that it gets a fair chance, our matcher marks
every name in the corpus, and all published names become synonyms of their procedures.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.names import Names
from bot.nlu.words import words
from procedures.text import fold
from procedures.text.typing import meant

SEVERAL = "+"
"""Between the slugs of a name that several procedures bear: an entity has one value."""


def training_data(corpus: Path, content: dict[str, Any]) -> dict[str, Any]:
    """Rasa's training data (the content of an NLU file) from ``data/nlu`` and the content of a names file."""
    names = Names(content)
    examples: dict[str, list[str]] = defaultdict(list)
    for intent, text in corpus_messages(corpus):
        examples[intent].append(annotated(text, names))
    synonyms: dict[str, list[str]] = defaultdict(list)
    for name in content["names"]:
        if not name.get("guide"):
            synonyms[SEVERAL.join(sorted(name["slugs"]))] += name.get("forms") or [name["text"]]
    entries = [{"intent": intent, "examples": _listed(texts)} for intent, texts in sorted(examples.items())]
    entries += [{"synonym": slugs, "examples": _listed(texts)} for slugs, texts in sorted(synonyms.items())]
    return {"version": "3.1", "nlu": entries}


def corpus_messages(corpus: Path) -> Iterator[tuple[str, str]]:
    """Each intent and example of a folder of NLU files."""
    for path in sorted(corpus.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                yield entry["intent"], line.strip().removeprefix("- ").strip()


def annotated(text: str, names: Names) -> str:
    """The text with each name in Rasa's notation: ``[số 1]{"entity": "variant", "value": "criminal-record-1"}``."""
    places = words(text)
    typed = meant([text[word.start : word.end] for word in places])
    out, at = [], 0
    for found in names.find([fold(meaning) for meaning in typed], typed):
        start, end = places[found.first].start, places[found.last - 1].end
        if found.guide:
            continue
        kind = "mentioned" if found.beside else "variant" if found.context else "procedure"
        entity = {"entity": kind, "value": SEVERAL.join(sorted(found.slugs))}
        out += [text[at:start], f"[{text[start:end]}]{json.dumps(entity)}"]
        at = end
    return "".join([*out, text[at:]])


def _listed(texts: list[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)
