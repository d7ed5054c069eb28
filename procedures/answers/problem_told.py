"""The answer to a problem that somebody has: the safe way out of just that, whom to call, what never to tell."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from procedures.answers.finish import finish
from procedures.answers.page import Page, Part, block
from procedures.answers.problem_search import Told
from procedures.answers.simple import PORTAL_HOTLINE, VNEID_HOTLINE, simple
from procedures.lookup import in_force
from procedures.payload import Payload, number_buttons
from procedures.words import say

TOPIC = "account_problem"


def problem_told(session: Session, told: Sequence[Told], whole: str, *, on: date, lang: str) -> Payload:
    """What to do about these problems, all of one record. ``whole``: the record of which all problems are offered."""
    page = Page(session, in_force(session, told[0].slug, on), lang)
    rows = [each.row for each in told]
    lines = [page.say("account.head", name=page.name)]
    said = []
    for row in rows:
        problem, remedy = ((page.read(words) or "").removesuffix(".") for words in (row.text, row.remedy))
        said.append(f"{problem} → {remedy}.")
    lines += [f"• {line}" for line in said]
    lines += [page.say("account.call", vneid=VNEID_HOTLINE), page.say("account_problem.never_share")]
    blocks = [
        block("text", page.say("block.problems"), ({"text": line} for line in said)),
        block("contacts", page.say("block.contacts"), [_vneid(lang)]),
    ]
    payload = finish(page, TOPIC, Part(lines, blocks, [*rows]))
    buttons: list[tuple[str, str | None, str | None]] = []
    if page.found.record.guide:
        buttons.append((page.say("button.guide"), told[0].slug, "guide"))
    buttons += [(page.say("account.button.all"), whole, TOPIC), (page.say("button.human"), None, "human")]
    return payload.model_copy(update={"buttons": number_buttons(buttons)})


def which_problem(told: Sequence[Told], lang: str) -> Payload:
    """Which of these is it? The buttons say the problems."""
    buttons = [(each.row.text.in_(lang).removesuffix("."), None, None) for each in told]
    return simple("account.which", "asked_back", "choices", lang=lang, topic=TOPIC, buttons=buttons)


def unknown_error(lang: str, code: str, *, portal: bool) -> Payload:
    """An error code that no source explains: said so, never guessed, with whom to ask."""
    return _honest("account.unknown_error", lang, portal, code)


def portal_problem(lang: str) -> Payload:
    """Trouble of the portal itself, about which no source says anything."""
    return _honest("account.portal", lang, portal=True)


def _honest(key: str, lang: str, portal: bool, code: str = "") -> Payload:
    number = PORTAL_HOTLINE if portal else VNEID_HOTLINE
    buttons = [(say("button.human", lang), None, "human")]
    payload = simple(
        key, "unanswerable_not_in_catalog", lang=lang, topic=TOPIC, buttons=buttons,
        vneid=VNEID_HOTLINE, portal=PORTAL_HOTLINE, number=number, code=code,
    )  # fmt: skip
    rows = [_portal(lang), _vneid(lang)] if portal else [_vneid(lang), _portal(lang)]
    text = f"{payload.text}\n{say('account_problem.never_share', lang)}"
    return payload.model_copy(update={"text": text, "blocks": [block("contacts", say("block.contacts", lang), rows)]})


def _vneid(lang: str) -> dict[str, str | None]:
    return {"title": say("contact.vneid", lang), "phone": VNEID_HOTLINE, "hours": None}


def _portal(lang: str) -> dict[str, str | None]:
    return {"title": say("contact.portal", lang), "phone": PORTAL_HOTLINE, "hours": None}
