"""One question of a guide as a payload: a button for each answer, and the ways back and out."""

from procedures.guides.walk import Walk
from procedures.payload import Block, Payload, number_buttons
from procedures.words import say


def question(slug: str, walk: Walk, lang: str = "vi", before: str | None = None) -> Payload:
    """The question to ask now. ``before``: a sentence said before it. Raises ValueError at an outcome."""
    asked = walk.question
    if asked is None:
        raise ValueError(f"{slug}: nothing is left to ask")
    place = say("guides.place", lang, number=walk.number, of=walk.of)
    help_ = asked.help.in_(lang) if asked.help else None
    titles = [option.title.in_(lang) for option in asked.options]
    lines = [before, f"{place}: {asked.text.in_(lang)}", help_]
    lines += [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    row = {
        "guide": slug,
        "question": asked.id,
        "text": asked.text.in_(lang),
        "help": help_,
        "number": walk.number,
        "of": walk.of,
        "options": [{"id": option.id, "title": option.title.in_(lang)} for option in asked.options],
    }
    ways: list[tuple[str, str | None, str | None]] = [(title, None, None) for title in titles]
    if walk.path:
        ways.append((say("guides.back", lang), None, "back"))
    ways.append((say("guides.stop", lang), None, "deny"))
    return Payload(
        kind="guide",
        outcome="guided",
        lang="en" if lang == "en" else "vi",
        procedure=slug,
        topic="guide",
        text="\n".join(line for line in lines if line),
        blocks=[Block(type="guide_question", title=walk.guide.title.in_(lang), rows=[row])],
        buttons=number_buttons(ways),
    )
