"""Help for whoever answers: suggestions, cards, canned replies, notes, and the telephone."""
