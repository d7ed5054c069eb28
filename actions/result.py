"""What the citizen gets in the end."""

from actions.topic_need import TopicNeed


class Result(TopicNeed):
    """What the citizen gets in the end."""

    about = "result"
