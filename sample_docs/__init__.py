"""Made-up records that the program is shown and tested with, and what makes them."""
