"""What may go wrong with settings of the site. Only the pages know status codes."""


class OfficeError(Exception):
    """Drawn as a tree.

    OfficeError
    ├── SettingChanged   somebody else has changed it since it was read
    └── BadValue         ``field`` is missing or cannot be so
    """


class SettingChanged(OfficeError):
    """Somebody else has changed it since it was read."""


class BadValue(OfficeError):
    """A field is missing or cannot be so; ``about`` names what of it."""

    def __init__(self, field: str, about: str = ""):
        super().__init__(field)
        self.field, self.about = field, about
