"""One module per agency, all of the same shape; the contract is docs/agencies.md and docs/agencies.openapi.yaml."""
