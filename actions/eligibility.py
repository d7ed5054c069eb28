"""Who may do a procedure; the office decides."""

from actions.topic import TopicNeed


class Eligibility(TopicNeed):
    """Who may do a procedure; the office decides."""

    about = "eligibility"
