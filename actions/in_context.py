"""What a message means within the talk, where by itself it was taken for something else or for nothing."""

from dataclasses import replace

from sqlalchemy.orm import Session

from actions.bare_question import asked_within, last_clause, says_no_more, topics_of
from actions.context import named
from actions.cues import has
from actions.everyday import which_kind
from actions.guides.state import FORM
from actions.in_record import part_meant
from actions.kin import kin_meant
from actions.picked import picked
from actions.say import Reply
from actions.several import several, with_open
from actions.talk import Ask, Talk
from actions.topic import answer_topic, answered, last_topic
from procedures.answers.compose import PARTS

WEAK = frozenset(
    {"out_of_scope", "fallback", "feedback", "inform", "deny", "affirm", "back", "changes", "restart", "find_procedure"}
)
"""Actions that give way to a question read out of the message, and to a choice among what was offered."""
CHOOSING = WEAK | {"compare"}
RATHER_SURE = 0.6
"""Chance from which a message with one short name compares."""
SURE = 0.99
"""Chance from which a topic is left as the classifier has it."""


def in_context(talk: Talk, session: Session, about: str) -> Reply | None:
    """The question read out of a message of nothing but its words; the procedure chosen; None where neither is."""
    if about not in PARTS and about not in CHOOSING:
        return None
    if about not in ("account_problem", "complaint") and (reply := which_kind(talk, session)):
        return reply
    return questions(talk, session, about) or chosen(talk, session, about)


def questions(talk: Talk, session: Session, about: str) -> Reply | None:
    """«Không, tôi hỏi phí cơ», «thế còn thời gian»: the answers to the topics read."""
    topics = topics_of(talk)
    clause = None if topics else last_clause(talk)
    if clause and talk.chances and talk.chances[0] < SURE:
        talk, topics = clause, tuple(ask.topic for ask in clause.asks)
    if not topics or (about not in WEAK and (about not in PARTS or _as_understood(talk, about, topics))):
        return None
    if about == "inform" and topics == ("online",):  # «nộp online»: how one files, told of the procedure talked about
        return None
    read = replace(talk, asks=tuple(Ask(topic) for topic in topics))
    if len(topics) > 1:
        return several(read, session)
    return with_open(read, session, answer_topic(read, session, topics[0]))


def _as_understood(talk: Talk, about: str, topics: tuple[str, ...]) -> bool:
    asked = {ask.topic for ask in talk.asks} or {about}
    if set(topics) == asked:
        return True
    return len(topics) == len(asked) == 1 and bool(talk.chances) and talk.chances[0] >= SURE


def chosen(talk: Talk, session: Session, about: str) -> Reply | None:
    """«Transfer», «cái thứ hai», «bị mất rồi»: one of those offered, or of the kin of the one talked about."""
    if about not in CHOOSING or talk.active_form == FORM or _drops(talk, about):
        return None
    meant = named(talk, session)
    topic = next(iter(asked_within(talk.text)), last_topic(talk))
    if talk.named("procedure"):
        bare = about in ("fallback", "out_of_scope") and says_no_more(talk)  # «hộ chiếu ạ»
        return with_open(talk, session, answer_topic(talk, session, last_topic(talk))) if bare else None
    if meant.slugs and set(meant.slugs) & set(talk.named("variant")) and not _compares(talk, about):
        return with_open(talk, session, answer_topic(talk, session, topic))
    slug = None if meant.slugs or about in ("compare", "inform", "fallback") else picked(talk, session)
    if (
        slug is None
        and not meant.slugs
        and about in ("out_of_scope", "fallback")
        and (part := part_meant(talk, session))
    ):
        return with_open(talk, session, answered(talk, session, str(talk.slot("procedure")), part))
    slug = slug or (
        kin_meant(talk, session) if about in ("out_of_scope", "fallback", "deny", "feedback", "inform") else None
    )
    return with_open(talk, session, answered(talk, session, slug, topic)) if slug else None


def _drops(talk: Talk, about: str) -> bool:
    """«Thôi không làm nữa», not «đâu có mất, tôi đổi thôi»."""
    return about == "deny" and has(talk.text, "drops") and not has(talk.text, "not_this")


def _compares(talk: Talk, about: str) -> bool:
    """«And no. 2?» compares nothing."""
    sure = not talk.chances or talk.chances[0] >= RATHER_SURE
    return about == "compare" and (sure or len(talk.named("variant")) != 1 or has(talk.text, "differ"))
