"""Makes the sample productions, byte for byte the same each time. Imports nothing of the program."""
