"""One widget a file; views show models and say what was chosen."""
