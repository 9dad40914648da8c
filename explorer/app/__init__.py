"""Use cases over one open case."""
