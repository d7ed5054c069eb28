"""What a procedure is, in short."""

from actions.topic import TopicNeed


class Overview(TopicNeed):
    """What a procedure is, in short."""

    about = "overview"
