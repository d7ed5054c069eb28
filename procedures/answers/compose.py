"""From a procedure and a topic to the payload."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from procedures.answers import (
    account_problem,
    changes,
    complaint,
    documents,
    eligibility,
    fee,
    form,
    legal_basis,
    online,
    overview,
    result,
    steps,
    time,
    where,
)  # fmt: skip
from procedures.answers.choices import choices
from procedures.answers.finish import finish
from procedures.answers.page import Page, Part
from procedures.answers.simple import simple
from procedures.facts import NOTHING, Facts
from procedures.lookup import NotInCatalog, NotInForce, in_force, members
from procedures.payload import Payload

PARTS: dict[str, Callable[[Page], Part]] = {
    "overview": overview.part,
    "documents": documents.part,
    "form": form.part,
    "steps": steps.part,
    "online": online.part,
    "fee": fee.part,
    "time": time.part,
    "where": where.part,
    "eligibility": eligibility.part,
    "result": result.part,
    "legal_basis": legal_basis.part,
    "account_problem": account_problem.part,
    "complaint": complaint.part,
    "changes": changes.part,
}


def answer(session: Session, slug: str, topic: str, *, on: date, lang: str = "vi", facts: Facts = NOTHING) -> Payload:
    """What the knowledge base holds on a topic of a procedure on a day, for what the citizen has told.

    A family without a record of its own is answered by asking which of its procedures is meant; an unknown slug and a
    day for which nothing is published get an honest payload, never a neighbour's rows.
    """
    try:
        page = Page(session, in_force(session, slug, on), lang, facts)
    except NotInForce:
        return simple(
            "knowledge.not_in_force", "unanswerable_not_in_force", lang=lang, topic=topic, procedure=slug, contacts=True
        )
    except NotInCatalog:
        siblings = members(session, slug)
        if siblings:
            return choices(session, siblings, topic, on=on, lang=lang, family=slug)
        return simple("knowledge.not_in_catalog", "unanswerable_not_in_catalog", lang=lang, topic=topic, contacts=True)
    return finish(page, topic, PARTS[topic](page))
