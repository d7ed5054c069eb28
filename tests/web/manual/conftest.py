"""People who read the manuals."""

from tests.web.accounts.conftest import Staff, password_hash, staff

__all__ = ["Staff", "password_hash", "staff"]
