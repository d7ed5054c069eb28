"""Helps to find the procedure: the nearest, or the commonest."""

from sqlalchemy.orm import Session

from actions.choose import ask_which
from actions.context import named
from actions.need import Need
from actions.say import Reply
from actions.talk import Talk
from actions.topic import last_topic, not_in_catalog, remember
from procedures.answers import choices


class FindProcedure(Need):
    """Which procedure does somebody mean?"""

    about = "find_procedure"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Choices; what was named is offered first."""
        topic = last_topic(talk)
        meant = named(talk, session)
        if meant.unknown_code:
            return not_in_catalog(talk, topic, meant.unknown_code)
        if meant.slugs:
            return remember(choices(session, meant.slugs, topic, on=talk.on, lang=talk.lang), topic)
        return ask_which(talk, session, topic)
