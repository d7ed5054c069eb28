"""Load: how many messages a system bears, and whether each is answered exactly once (``python -m tests.load``)."""
