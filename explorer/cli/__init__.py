"""The command line, a few lines over app/."""
