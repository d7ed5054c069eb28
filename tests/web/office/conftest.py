"""People with accounts on a running edge."""

from tests.web.accounts.conftest import Staff, password_hash, staff

__all__ = ["Staff", "password_hash", "staff"]
