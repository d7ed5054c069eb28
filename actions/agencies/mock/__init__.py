"""Stand-ins for the agencies: one server that speaks the contract of docs/agencies.md with recorded answers."""
