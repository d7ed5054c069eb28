"""Knowledge as files: the live catalog out and in, and records of other systems in as drafts."""
