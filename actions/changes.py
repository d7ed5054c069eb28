"""What changes soon in a procedure."""

from sqlalchemy.orm import Session

from actions.cues import has
from actions.say import LOOK_UP, Reply
from actions.talk import Talk
from actions.topic_need import TopicNeed


class Changes(TopicNeed):
    """What changes soon in a procedure."""

    about = "changes"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The topic's answer; «hồ sơ em có gì mới không» asks for a dossier."""
        return LOOK_UP if has(talk.text, "dossier_news") else super().reply(talk, session)
