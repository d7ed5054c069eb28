"""Which papers a procedure needs."""

from actions.topic import TopicNeed


class Documents(TopicNeed):
    """Which papers a procedure needs."""

    about = "documents"
