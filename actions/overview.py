"""What a procedure is, in short."""

from actions.topic_need import TopicNeed


class Overview(TopicNeed):
    """What a procedure is, in short."""

    about = "overview"
