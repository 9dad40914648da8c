"""Frozen values in the field's words. No files, no database, no threads."""
