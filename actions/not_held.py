"""A procedure that the catalog does not hold: said so, with where to look; never a neighbour's answer."""

from sqlalchemy.orm import Session

from actions.another import introduced, unknown_names
from actions.choose import nearest
from actions.offers import plain
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple

PORTAL_SEARCH = "https://dichvucong.gov.vn"


def not_held(talk: Talk, session: Session, topic: str) -> Reply | None:
    """The reply where the message names an official procedure that is none of ours, or seems to and nothing is near.

    None where it does not, and where it names one of ours too.
    """
    if talk.text.startswith("/") or talk.named("procedure") or talk.named("procedure_code"):
        return None
    if _told_of_oneself(talk):
        return None
    if not talk.named("unknown_procedure") and (not unknown_names(talk.text) or nearest(talk, session)):
        return None
    return no_such(talk, topic)


def no_such(talk: Talk, topic: str) -> Reply:
    """«We hold nothing about it», with where to look."""
    names = talk.named("unknown_procedure")
    payload = simple(
        "talk.not_held_named" if names else "talk.not_held", "unanswerable_not_in_catalog",
        lang=talk.lang, topic=topic, contacts=True, buttons=[plain(talk, "human"), plain(talk, "help")],
        page=PORTAL_SEARCH, name=next(iter(names), None),
    )  # fmt: skip
    return one(payload)


def official(talk: Talk) -> bool:
    """Whether a message that is none of ours speaks of a procedure or permit of the State."""
    return not talk.text.startswith("/") and introduced(talk.text)


def _told_of_oneself(talk: Talk) -> bool:
    """«Tôi thuộc hộ nghèo», amid the talk of a procedure: a group one belongs to, though a procedure has that name."""
    unknown = [each for each in talk.entities if each.kind == "unknown_procedure"]
    groups = [each for each in talk.entities if each.kind == "group"]
    return bool(unknown and talk.slot("procedure")) and all(
        any(group.start < name.end and name.start < group.end for group in groups) for name in unknown
    )
