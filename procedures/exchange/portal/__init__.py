"""Records in the field layout of the National Public Service Portal, taken in as drafts (docs/portal-import.md)."""
