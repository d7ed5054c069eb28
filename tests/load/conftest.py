"""The edge with a fake Rasa, as the tests of the web have it."""

from tests.web.conftest import edge, keys, rasa, sessions, settings  # noqa: F401
