"""Bringing knowledge into the data base and letting the running bots know."""
