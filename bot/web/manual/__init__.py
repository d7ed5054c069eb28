"""Manuals inside the pages: chapters in files, with pictures of the real pages."""
