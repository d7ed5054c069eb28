"""Tests of those who work here: sign-in, rights, users, the log."""
