"""The case on disk. The only place that knows SQL."""
