"""Where a guide ends: the papers, fee, places, times and steps of the procedure for what was answered.

All of it is looked up in the record in force; nothing is written twice.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from procedures.answers import documents, fee, steps, time, where
from procedures.answers.finish import assemble, next_questions, notices_beside
from procedures.answers.page import Page, Part
from procedures.conditions import channel_fits
from procedures.facts import Facts
from procedures.guides.link import link
from procedures.guides.model import Outcome
from procedures.guides.walk import Walk
from procedures.lookup import InForce, in_force
from procedures.payload import Block, Payload, number_buttons
from procedures.record import SECTIONS, Row, Step
from procedures.words import say

PARTS: dict[str, Callable[[Page], Part]] = {
    "documents": documents.part, "fee": fee.part, "where": where.part, "time": time.part, "steps": steps.part,
}  # fmt: skip
"""What every outcome names, in this order."""


def outcome(session: Session, slug: str, walk: Walk, *, on: date, lang: str = "vi") -> Payload:
    """The outcome reached in the guide of a record. Raises ValueError before one, LookupFailed without its record."""
    reached = walk.outcome
    if reached is None:
        raise ValueError(f"{slug}: no outcome is reached yet")
    found = narrowed(in_force(session, reached.procedure, on), walk.facts, reached)
    page = Page(session, found, lang, walk.facts)
    parts = {topic: PARTS[topic](page) for topic in PARTS}
    whole = Part([reached.title.in_(lang) + ":", reached.text.in_(lang)])
    for topic, part in parts.items():
        whole.lines += [f"{page.say(f'guides.part.{topic}')}:", *part.lines[1:]] if part.published else part.lines
        whole.blocks += part.blocks
        whole.rows += part.rows
    notices = [(notice, page.read(notice.text) or "") for notice in notices_beside(page, PARTS, whole)]
    step, url = next_click(found, walk.facts)
    if step:
        whole.lines.append(page.say("guides.next", step=page.read(step.text), url=url or "").strip())
    row = {
        "guide": slug,
        "outcome": reached.id,
        "title": reached.title.in_(lang),
        "text": reached.text.in_(lang),
        "procedure": reached.procedure,
        "next_step": page.read(step.text) if step else None,
        "next_url": url,
        "answers": [
            {
                "question": each.question.id,
                "text": each.question.text.in_(lang),
                "answer": each.option.title.in_(lang),
            }
            for each in walk.path
        ],
        "link": link(slug, walk),
    }
    whole.blocks.insert(0, Block(type="guide_outcome", title=walk.guide.title.in_(lang), rows=[row]))
    ways = [
        (say("guides.change_last", lang), None, "back"),
        (say("guides.again", lang), slug, "guide"),
        *next_questions(reached.procedure, "guide", lang),
    ]
    return assemble([page], "guide", whole, notices).model_copy(
        update={"kind": "guide", "outcome": "guided", "buttons": number_buttons(ways)}
    )


def narrowed(found: InForce, facts: Facts, reached: Outcome) -> InForce:
    """The record without what belongs to another way of filing, or does not hold on the way to this outcome.

    The parts of the answer narrow it further, by the conditions of the rows.
    """

    def stays(row: Row) -> bool:
        ruled_out = row.condition is not None and row.condition.vi in reached.leave_out
        return not ruled_out and channel_fits(getattr(row, "channel", None), facts.channel) is not False

    sections = {
        section: tuple(row for row in rows if stays(row))
        for section in SECTIONS
        if (rows := getattr(found.record, section)) is not None
    }
    return replace(found, record=found.record.model_copy(update=sections))


def next_click(found: InForce, facts: Facts) -> tuple[Step | None, str | None]:
    """The first step on the way told, and the official page where it is done, unless it is done at an office."""
    step = next(iter(found.record.steps or ()), None)
    if step is None or step.channel in ("counter", "post", "phone"):
        return step, None
    return step, next((place.url for place in found.record.places or () if place.url), None)
