"""The citizen's side beside the talk: opinions, privacy, ending and resuming, taking along, notices of the site."""
