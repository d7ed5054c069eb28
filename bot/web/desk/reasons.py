"""How a conversation or a call ended: the closed list. Words stand in ``procedures/words/help.*.yml``."""

REASONS = ("solved", "referred", "unknown", "gone", "abuse", "test", "other")
"""What a person chooses from, in this order.

solved    the question was answered
referred  led on to an office or another hotline
unknown   our knowledge base holds no answer
gone      the citizen or caller left
abuse     insults or threats
test      somebody tried the console; stays out of figures
other     the note says what
"""
OF_SYSTEM = ("idle",)
"""What only the console itself writes: the citizen was silent too long."""
ALL = (*REASONS, *OF_SYSTEM)


def word_key(reason: str) -> str:
    """The key of its words: ``procedures.words.say(word_key("solved"), lang)``."""
    return f"help.reason.{reason}"
