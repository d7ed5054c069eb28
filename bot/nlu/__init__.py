"""Rasa components: the only code of ours that the sealed runtime imports (docs/adr/0002-two-runtimes.md)."""
