"""Where a procedure is done."""

from actions.topic import TopicNeed


class Where(TopicNeed):
    """Where a procedure is done."""

    about = "where"
