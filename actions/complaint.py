"""Where to complain about an officer, a delay, a mistake."""

from sqlalchemy.orm import Session

from actions.context import resolve
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import answer_topic
from actions.topic_need import TopicNeed
from procedures.answers import simple


class Complaint(TopicNeed):
    """The ways to complain; they hold without a procedure too."""

    about = "complaint"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """The procedure's answer where one is known, else the general one."""
        if resolve(talk, session).one:
            return answer_topic(talk, session, self.about)
        number = self.office.settings.hotline_number
        payload = simple(
            "actions.complaint", "answered", "answer", lang=talk.lang, topic=self.about, contacts=True, number=number
        )
        return one(payload, topic=self.about)
