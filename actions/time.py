"""How long a procedure takes."""

from actions.topic import TopicNeed


class Time(TopicNeed):
    """How long a procedure takes."""

    about = "time"
