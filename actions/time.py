"""How long a procedure takes."""

from actions.topic_need import TopicNeed


class Time(TopicNeed):
    """How long a procedure takes."""

    about = "time"
