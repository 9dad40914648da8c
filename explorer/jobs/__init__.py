"""Work longer than a click. No Qt, no SQL."""
