"""Trouble with a VNeID account or with filing online."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from actions.context import named, resolve
from actions.marks import Word, phrase, places
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import answer_topic, remember
from actions.topic_need import TopicNeed
from procedures.answers import answer
from procedures.answers.problem_search import Told, find_problems
from procedures.answers.problem_told import portal_problem, problem_told, unknown_error, which_problem
from procedures.lookup import family_of
from procedures.payload import Payload

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


class AccountProblem(TopicNeed):
    """The problem that the message tells of, with the safe way out; else the known ones of what it names.

    Without a procedure in the message those of the VNeID account. An error that no source explains is said to be so.
    """

    about = "account_problem"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The problem told; then the procedure named; then the account."""
        meant = named(talk, session)
        if meant.unknown_code or _others(session, meant.slugs):
            return answer_topic(talk, session, self.about)
        told = told_problem(talk, session)
        if told:
            return told
        slugs = [slug for slug in meant.slugs if slug != FAMILY]  # «VNeID» alone names no procedure
        if len(slugs) == 1 or (not meant.slugs and resolve(talk, session).one == ACCOUNT):
            return answer_topic(talk, session, self.about)
        return remember(answer(session, ACCOUNT, self.about, on=talk.on, lang=talk.lang), self.about)


def told_problem(talk: Talk, session: Session) -> Reply | None:
    """The answer to the trouble that the words tell of, where no procedure outside the accounts' is named."""
    slugs = named(talk, session).slugs
    if talk.text.startswith("/") or _others(session, slugs):
        return None
    searched = tuple(dict.fromkeys([*(slug for slug in slugs if slug in SEARCHED), *SEARCHED]))
    told = find_problems(session, talk.text, searched, talk.on)
    payload = _answered(talk, session, told) if told else _unexplained(talk)
    if payload is None:
        return None
    return remember(payload, "account_problem") if payload.procedure else one(payload, topic="account_problem")


def _others(session: Session, slugs: Sequence[str]) -> bool:
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
    for each in _list("codes"):
        for at in places(words, each):
            after = [word.plain for word in words[at + len(each) : at + len(each) + 2]]
            for length, word in enumerate(after, 1):
                if sum(char.isdigit() for char in word) > 1:
                    return " ".join(after[:length]).upper()
    return None


def _has(words: Sequence[Word], name: str) -> bool:
    return any(places(words, each) for each in _list(name))


@cache
def _list(name: str) -> list[tuple[Word, ...]]:
    return [phrase(each) for each in yaml.safe_load(LISTS.read_text("utf-8"))[name]]
