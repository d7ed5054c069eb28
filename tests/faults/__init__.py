"""Faults: each part is killed, stopped, slowed and started anew under load (``python -m tests.faults``)."""
