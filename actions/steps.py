"""How a procedure is done, step by step."""

from actions.topic_need import TopicNeed


class Steps(TopicNeed):
    """How a procedure is done, step by step."""

    about = "steps"
