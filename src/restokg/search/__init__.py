"""Search over labels, other names and symbols, in both languages, as one types."""
