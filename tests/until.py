"""Waiting for something that comes by itself: asked for again and again until patience ends."""

import time
from collections.abc import Callable


def seconds_until(found: Callable[[], object], patience: float, since: float) -> float:
    """Seconds from the moment ``since`` (``time.monotonic``) until the call gives something true.

    Raises TimeoutError where it still does not ``patience`` seconds after that moment. Nothing pauses between two
    calls: each waits for its own answer.
    """
    while not found():
        if time.monotonic() - since > patience:
            raise TimeoutError(f"not within {patience} seconds")
    return time.monotonic() - since
