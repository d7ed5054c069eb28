"""The legal documents that a procedure rests on."""

from actions.topic import TopicNeed


class LegalBasis(TopicNeed):
    """The legal documents that a procedure rests on."""

    about = "legal_basis"
