"""Alembic migrations of all tables of the open side."""
