"""Keeps the collector of Python's heap away from what stays for as long as the process lives."""

import gc

OBJECTS = 20_000
"""New objects between two looks at the youngest; Python's own number makes several looks in every turn."""


def settle() -> None:
    """Once everything is loaded: what is in memory now is never looked through again for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
