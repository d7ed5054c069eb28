"""Figures of the hotline: counted by day, kept when conversations are erased."""
