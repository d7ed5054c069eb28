"""The legal documents that a procedure rests on."""

from actions.topic_need import TopicNeed


class LegalBasis(TopicNeed):
    """The legal documents that a procedure rests on."""

    about = "legal_basis"
