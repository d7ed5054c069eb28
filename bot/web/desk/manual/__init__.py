"""The console's manual: chapters in a file of their own, with pictures of the real pages."""
