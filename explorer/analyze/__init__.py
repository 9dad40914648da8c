"""Pages to findings: pure functions over model values."""
