"""Bytes to pages. Readers run in child processes; nothing here touches the database."""
