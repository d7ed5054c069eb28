"""Trouble with a VNeID account or with filing online."""

from sqlalchemy.orm import Session

from actions.context import named, resolve
from actions.say import Reply
from actions.talk import Talk
from actions.topic import TopicNeed, answer_topic, remember
from procedures.answers import answer

ACCOUNT = "vneid-app-problem"
"""What somebody with «the app does not open» means who names no procedure."""


class AccountProblem(TopicNeed):
    """The known problems with what to do; without a procedure in the message those of the VNeID account."""

    about = "account_problem"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The procedure's own problems where it is named, else the account's."""
        meant = named(talk, session)
        if meant.unknown_code or meant.one or resolve(talk, session).one == ACCOUNT:
            return answer_topic(talk, session, self.about)
        return remember(answer(session, ACCOUNT, self.about, on=talk.on, lang=talk.lang), self.about)
