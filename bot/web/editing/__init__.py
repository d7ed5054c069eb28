"""The editors' desk: drafts with reviews, publishing, what is stale."""
