"""What to read out to a caller, in the order of asking: fee, papers, place, time. Short sentences first."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedures.answers.compose import PARTS
from procedures.answers.page import Page, Part
from procedures.words import say

ORDER = ("fee", "documents", "where", "time")
LONGEST = 160
"""Characters of a sentence that can begin a part; a longer one stands below it."""


@dataclass(frozen=True)
class Spoken:
    """``lead``: the sentence to begin with; ``lines`` follow it, and ``rest`` only where the caller asks."""

    topic: str
    title: str
    lead: str
    lines: Sequence[str]
    rest_title: str = ""
    rest: Sequence[str] = ()


def spoken(page: Page) -> list[Spoken]:
    """The parts for what was told; of one that is not published what its answer says."""
    return [_of(page, topic, PARTS[topic](page)) for topic in ORDER]


def _of(page: Page, topic: str, part: Part) -> Spoken:
    title = say(f"help.phone.part.{topic}", page.lang)
    if not part.published:
        return Spoken(topic, title, part.lines[0], [*map(_plain, part.lines[1:])])
    if topic == "documents":
        return _papers(page, title, part)
    lines = [_plain(line) for line in part.lines[1:]]
    first = part.blocks[0].rows[0] if part.blocks and part.blocks[0].rows else {}
    is_theirs = topic == "fee" and (first.get("mine") or not first.get("condition")) and len(lines[0]) <= LONGEST
    if len(lines) == 1 or is_theirs:
        return Spoken(topic, title, lines[0], lines[1:])
    return Spoken(topic, title, say(f"help.phone.lead.{topic}", page.lang), lines)


def _papers(page: Page, title: str, part: Part) -> Spoken:
    """«Anh/chị cần 2 giấy tờ», those for some cases only after them; what the office looks up itself is told apart."""
    lines = [_plain(line) for line in part.lines[1:]]
    rows = [row for block in part.blocks for row in block.rows]
    pairs = list(zip(lines, rows, strict=False))
    sure = [line for line, row in pairs if not row["reused_from"] and (row["mine"] or not row["condition"])]
    some = [line for line, row in pairs if not row["reused_from"] and line not in sure]
    reused = [line for line, row in pairs if row["reused_from"]]
    kind = ("both" if some else "documents") if sure else "some" if some else "no_documents"
    lead = say(f"help.phone.lead.{kind}", page.lang, count=len(sure), more=len(some))
    return Spoken(
        "documents", title, lead, [*sure, *some],
        say("help.phone.reused", page.lang, count=len(reused)) if reused else "", reused,
    )  # fmt: skip


def _plain(line: str) -> str:
    return line.removeprefix("• ")
