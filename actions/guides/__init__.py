"""What the actions that lead through a guide share."""
