"""What may go wrong on the pages of models, beside what ``bot.training.errors`` names. Only they know status codes."""


class ModelPageError(Exception):
    """Drawn as a tree.

    ModelPageError
    ├── NoReason     a reason is missing or too long
    └── LiveChanged  another model answers now than the page showed
    """


class NoReason(ModelPageError):
    """A reason is missing or too long."""


class LiveChanged(ModelPageError):
    """Another model answers now than the page showed."""
