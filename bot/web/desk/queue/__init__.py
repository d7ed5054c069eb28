"""The queue: office hours, who is there, places and waiting time, fair assignment, silent chats, call-backs."""
