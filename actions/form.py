"""Which forms a procedure needs."""

from actions.topic import TopicNeed


class Form(TopicNeed):
    """Which forms a procedure needs."""

    about = "form"
