"""Where a procedure is done."""

from actions.topic_need import TopicNeed


class Where(TopicNeed):
    """Where a procedure is done."""

    about = "where"
