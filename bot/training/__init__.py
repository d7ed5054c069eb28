"""Training under a gate: what the desk asks for and the launcher does, in tables that both know (ADR 28 and 29)."""
