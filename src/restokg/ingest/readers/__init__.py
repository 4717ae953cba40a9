"""Readers: one for each format, each from a file to the one model of a document."""
