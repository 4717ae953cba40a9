"""Mentions for programs and readers: records, and documents with their mentions marked."""
