"""Qt models over model values, one for each list."""
