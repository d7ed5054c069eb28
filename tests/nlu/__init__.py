"""Tests of bot/nlu; they run in the sealed side: ``python -m pytest tests/nlu``."""
