"""Running the site without a shell: the log of actions, settings, notices, the off switch."""
