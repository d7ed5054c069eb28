"""What may go wrong with accounts. Only the web edge knows status codes."""


class AccountError(Exception):
    """Drawn as a tree.

    AccountError
    ├── WrongSignIn        login, password or code are not right; never says which
    ├── TooManyTries       wait ``seconds``
    ├── WeakPassword       ``why``: short, long, common or own
    ├── LinkSpent          the link was used, is too old, or never was
    ├── LoginTaken         another account has this login
    ├── BadField           ``field`` is empty or not of its form
    ├── LastAdmin          nobody would be left to let people in
    ├── NoSuchAccount
    └── SignOnFailed       the ministry's sign-on; ``why`` is for the log, never for the page
        └── NoRole         known there, but nothing there says what they may do here
    """


class WrongSignIn(AccountError):
    """Login, password or code are not right."""


class TooManyTries(AccountError):
    """Tries are refused for ``seconds``."""

    def __init__(self, seconds: int):
        super().__init__(seconds)
        self.seconds = seconds


class WeakPassword(AccountError):
    """A password that is refused; ``why`` is short, long, common or own."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class LinkSpent(AccountError):
    """The link was used, is too old, or never was."""


class LoginTaken(AccountError):
    """Another account has this login."""


class BadField(AccountError):
    """A field that is empty or not of its form."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field


class LastAdmin(AccountError):
    """Nobody would be left to let people in."""


class NoSuchAccount(AccountError):
    """No account has this number."""


class SignOnFailed(AccountError):
    """The ministry's sign-on did not end well."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class NoRole(SignOnFailed):
    """Nothing there says what they may do here."""

    def __init__(self) -> None:
        super().__init__("no_role")
