"""«Mô hình»: which model answers, training a new one under the gate, releasing it, going back (ADR 28)."""
