"""The source packet: what an editor or a lawyer asks for, and nothing that was not cited."""
