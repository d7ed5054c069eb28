"""Trouble with a VNeID account or with filing online."""

from sqlalchemy.orm import Session

from actions.account_told import ACCOUNT, FAMILY, others, told_problem
from actions.context import named, resolve
from actions.say import Reply
from actions.talk import Talk
from actions.topic import answer_topic, remember
from actions.topic_need import TopicNeed
from procedures.answers import answer


class AccountProblem(TopicNeed):
    """The problem that the message tells of, with the safe way out; else the known ones of what it names.

    Without a procedure in the message those of the VNeID account. An error that no source explains is said to be so.
    """

    about = "account_problem"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The problem told; then the procedure named; then the account."""
        meant = named(talk, session)
        if meant.unknown_code or others(session, meant.slugs):
            return answer_topic(talk, session, self.about)
        told = told_problem(talk, session)
        if told:
            return told
        slugs = [slug for slug in meant.slugs if slug != FAMILY]  # «VNeID» alone names no procedure
        if len(slugs) == 1 or (not meant.slugs and resolve(talk, session).one == ACCOUNT):
            return answer_topic(talk, session, self.about)
        return remember(answer(session, ACCOUNT, self.about, on=talk.on, lang=talk.lang), self.about)
