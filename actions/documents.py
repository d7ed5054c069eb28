"""Which papers a procedure needs."""

from actions.topic_need import TopicNeed


class Documents(TopicNeed):
    """Which papers a procedure needs."""

    about = "documents"
