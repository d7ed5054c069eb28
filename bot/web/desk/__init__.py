"""The hotline console: the inbox, taking over and giving back, help for staff, the queue, figures."""
