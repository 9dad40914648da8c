"""Casefile: reads public records offline, and ties each claim of a story to the page that proves it."""

__version__ = "0.1.0"
