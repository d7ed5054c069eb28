"""How a procedure is done online, and what without a smartphone."""

from actions.topic_need import TopicNeed


class Online(TopicNeed):
    """How a procedure is done online, and what without a smartphone."""

    about = "online"
