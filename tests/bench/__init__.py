"""Measurements: ``make bench`` and ``make evaluate``. None of them is a test."""
