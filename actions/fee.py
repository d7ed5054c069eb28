"""What a procedure costs."""

from actions.topic import TopicNeed


class Fee(TopicNeed):
    """What a procedure costs."""

    about = "fee"
