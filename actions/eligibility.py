"""Who may do a procedure; the office decides."""

from actions.topic_need import TopicNeed


class Eligibility(TopicNeed):
    """Who may do a procedure; the office decides."""

    about = "eligibility"
