"""Finding pages. Knows no database."""
