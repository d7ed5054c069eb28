"""What a procedure costs."""

from actions.topic_need import TopicNeed


class Fee(TopicNeed):
    """What a procedure costs."""

    about = "fee"
