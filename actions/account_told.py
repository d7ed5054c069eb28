"""The trouble with an account that a message tells of, with the safe way out."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from actions.bare_question import says_no_more
from actions.context import named
from actions.cues import has
from actions.history import history
from actions.marks import Word, near, phrase, places, stands
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import remember
from procedures.answers import answer
from procedures.answers.problem_search import Told, find_problems
from procedures.answers.problem_told import portal_problem, problem_told, unknown_error, which_problem
from procedures.lookup import family_of
from procedures.payload import Payload

TOPIC = "account_problem"
ACCOUNT = "vneid-app-problem"
"""What somebody with «the app does not open» means who names no procedure."""
FAMILY = "vneid"
SEARCHED = (
    ACCOUNT, "vneid-integration", "e-health-book", "vneid-lock", "vneid-activation", "vneid-level2", "vneid-level1",
    "population-data-correction", "digital-signature", "vneid-organisation",
)  # fmt: skip
"""Records whose problems are those of an account; of two with the same words the first one's counts."""
MOST = 2
"""Problems told in one message that are all answered; of more the citizen chooses."""
LISTS = Path(__file__).with_name("account_words.yml")
GIVES_WAY = frozenset({"out_of_scope", "fallback", "feedback", "restart", "inform", "overview", "repeat"})
"""Actions that give way to a trouble told amid the talk of an account, or of an account that is named."""
NOT_UNDERSTOOD = frozenset({"out_of_scope", "fallback", "restart"})
OF_THE_PORTAL = frozenset({"online", "form", "steps", "documents", "out_of_scope", "fallback"})
"""Actions that give way to trouble of the portal itself."""
SURELY_OTHER = 0.9
"""Chance of being out of scope from which a message is no more of the trouble talked about."""


def account_trouble(talk: Talk, session: Session, about: str) -> Reply | None:
    """«Changed my phone number», «tk vneid bị khóa»: the way out of it, whatever the message was taken for."""
    if talk.active_form or talk.text.startswith("/"):
        return None
    slugs = named(talk, session).slugs
    if about in OF_THE_PORTAL and not slugs and _has(phrase(talk.text), "trouble"):
        portal = _unexplained(talk)
        if portal:
            return remembered(portal)
    if about not in GIVES_WAY and not (slugs and about == "result" and _has(phrase(talk.text), "trouble")):
        return None
    of_account = bool(slugs) and all(slug == FAMILY or slug in SEARCHED for slug in slugs)
    if not of_account and (slugs or about == "overview" or not _talked_about(talk, session)):
        return None
    searched = tuple(dict.fromkeys([*(slug for slug in slugs if slug in SEARCHED), *SEARCHED]))
    told = find_problems(session, talk.text, searched, talk.on)
    return remembered(_answered(talk, session, told)) if told else None


def still_in_trouble(talk: Talk, session: Session, about: str) -> Reply | None:
    """«Thử 5 lần rồi»: all known ways out, and whom to call, where nothing else was understood."""
    if about not in NOT_UNDERSTOOD or talk.active_form or talk.text.startswith("/"):
        return None
    if talk.slot("topic") != TOPIC and not (
        has(talk.text, "still") and any(step[1] == TOPIC for step in history(talk))
    ):
        return None
    if about == "out_of_scope" and talk.chances and talk.chances[0] >= SURELY_OTHER and not says_no_more(talk):
        return None
    if named(talk, session).slugs:
        return None
    return remember(answer(session, ACCOUNT, TOPIC, on=talk.on, lang=talk.lang), TOPIC)


def remembered(payload: Payload) -> Reply:
    """The reply that remembers the topic, and the procedure where it is of one."""
    return remember(payload, TOPIC) if payload.procedure else one(payload, topic=TOPIC)


def _talked_about(talk: Talk, session: Session) -> bool:
    current = talk.slot("procedure")
    return talk.slot("topic") == TOPIC or bool(current and family_of(session, current) == FAMILY)


def told_problem(talk: Talk, session: Session) -> Reply | None:
    """The answer to the trouble that the words tell of, where no procedure outside the accounts' is named."""
    slugs = named(talk, session).slugs
    if talk.text.startswith("/") or others(session, slugs):
        return None
    searched = tuple(dict.fromkeys([*(slug for slug in slugs if slug in SEARCHED), *SEARCHED]))
    told = find_problems(session, talk.text, searched, talk.on)
    payload = _answered(talk, session, told) if told else _unexplained(talk)
    if payload is None:
        return None
    return remembered(payload)


def others(session: Session, slugs: Sequence[str]) -> bool:
    """Whether a procedure is named whose problems are its own."""
    return any((family_of(session, slug) or slug) != FAMILY and slug not in SEARCHED for slug in slugs)


def _answered(talk: Talk, session: Session, told: Sequence[Told]) -> Payload:
    unclear = len({each.places for each in told}) < len(told)
    if unclear or len(told) > MOST:
        return which_problem(told, talk.lang)
    first = [each for each in told if each.slug == told[0].slug]
    return problem_told(session, first, ACCOUNT, on=talk.on, lang=talk.lang)


def _unexplained(talk: Talk) -> Payload | None:
    """An error by its number, or trouble of the portal itself: no source says anything about these."""
    words = phrase(talk.text)
    portal = _has(words, "portal") and not _has(words, "account")
    code = error_code(words)
    if code:
        return unknown_error(talk.lang, code, portal=portal)
    return portal_problem(talk.lang) if portal else None


def error_code(words: Sequence[Word]) -> str | None:
    """«4003» of «báo lỗi 4003», «AUTH 102» of «mã lỗi AUTH-102»: the error that the message names by its number."""
    for each in near(words, _list("codes")):
        for at in places(words, each):
            after = [word.plain for word in words[at + len(each) : at + len(each) + 2]]
            for length, word in enumerate(after, 1):
                if sum(char.isdigit() for char in word) > 1:
                    return " ".join(after[:length]).upper()
    return None


def _has(words: Sequence[Word], name: str) -> bool:
    return stands(words, _list(name))


@cache
def _list(name: str) -> list[tuple[Word, ...]]:
    return [phrase(each) for each in yaml.safe_load(LISTS.read_text("utf-8"))[name]]
