"""Which forms a procedure needs."""

from actions.topic_need import TopicNeed


class Form(TopicNeed):
    """Which forms a procedure needs."""

    about = "form"
