"""What can go wrong at the border to an agency. No message carries a code, a date or an answer's content."""


class AgencyError(Exception):
    """Raised by agency clients.

    AgencyError
    ├── AgencyUnreachable    no connection, too slow, or too busy, also after another try
    ├── AgencyAnswerError    it answered, but not as the contract says
    ├── NotFound             it holds nothing under what was asked; a wrong birth date is the same answer
    └── TokenRefused         the token no longer opens the dossier
    """

    def __init__(self, agency: str, reason: str):
        super().__init__(f"{agency}: {reason}")
        self.agency = agency
        self.reason = reason


class AgencyUnreachable(AgencyError):
    """No connection, no answer in time, or «come again later» (429, 5xx)."""


class AgencyAnswerError(AgencyError):
    """An answer that is no JSON, lacks a field, or has a status that the contract does not know."""


class NotFound(AgencyError):
    """Nothing under that code and birth date."""


class TokenRefused(AgencyError):
    """The token for following a dossier has expired, was withdrawn, or is not that dossier's (410)."""
