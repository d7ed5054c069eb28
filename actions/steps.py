"""How a procedure is done, step by step."""

from actions.topic import TopicNeed


class Steps(TopicNeed):
    """How a procedure is done, step by step."""

    about = "steps"
