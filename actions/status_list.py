"""Several dossiers in one answer: a line each, and a button for the whole of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions import status_due
from actions.agencies.dossier import Dossier
from actions.offers import Offer, plain
from actions.status_shown import Beside, row_of
from actions.talk import Talk
from procedures.payload import Block, Payload, number_buttons
from procedures.words import say


@dataclass(frozen=True)
class Looked:
    """A dossier as it is now, and the name of its procedure."""

    dossier: Dossier
    beside: Beside
    about: str | None = None


def listed(talk: Talk, found: Sequence[Looked], *, followed: bool) -> Payload:
    """The payload; ``followed``: they were asked for again. What is new or late stands in each one's line."""
    lang = talk.lang
    rows = [row_of(each.dossier, lang, each.beside) for each in found]
    head = say("status.list" if followed else "status.found_list", lang, count=len(found))
    lines = [head, *(_line(each, row, lang) for each, row in zip(found, rows, strict=True))]
    if any(each.beside.first for each in found):
        lines.append(say("status.kept_all", lang))
    sample = any(each.dossier.sample for each in found)
    if sample:
        lines.append(say("status.sample", lang))
    blocks = [Block(type="status", title=say("status.title", lang), rows=rows)]
    news = [
        {"text": f"{each.dossier.code}: {text}"} for each in found for text in (*each.beside.news, *_days(each, lang))
    ]
    if news:
        blocks.insert(0, Block(type="text", title=say("status.news", lang), rows=news))
    return Payload(
        kind="status", outcome="status_shown", lang=lang, topic="status", text="\n".join(lines), blocks=blocks,
        buttons=number_buttons([*each_of(talk, [each.dossier.code for each in found]), *more(talk)]), sample=sample,
    )  # fmt: skip


def each_of(talk: Talk, codes: Sequence[str], key: str = "status.button.one") -> list[Offer]:
    """A button for each of these; it says its title, which names the code."""
    return [(say(key, talk.lang, code=code), None, None) for code in codes]


def more(talk: Talk) -> list[Offer]:
    """Another dossier, no more following, a person."""
    another, forget = (say(f"status.button.{name}", talk.lang) for name in ("another", "forget"))
    return [(another, None, None), (forget, None, None), plain(talk, "human")]


def _line(each: Looked, row: dict[str, str], lang: str) -> str:
    about = say("status.about", lang, procedure=each.about) if each.about else ""
    news = " ".join([*each.beside.news, *_days(each, lang)])
    late = each.beside.due and each.beside.due.over
    step = say("status.next_step", lang, step=say("status.late_short", lang) if late else row["next_step"])
    step = f"{news} {step}".strip()
    return say("status.line", lang, code=each.dossier.code, about=about, name=row["status_name"], step=step)


def _days(each: Looked, lang: str) -> list[str]:
    return [status_due.line(each.beside.due, lang)] if each.beside.due else []
