"""Guides: questions that lead, one at a time, to what a citizen has to do."""
