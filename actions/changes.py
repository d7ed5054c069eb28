"""What changes soon in a procedure."""

from actions.topic_need import TopicNeed


class Changes(TopicNeed):
    """What changes soon in a procedure."""

    about = "changes"
