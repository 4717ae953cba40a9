"""Lint: what is wrong in an ontology, in shapes and in queries before any data meets them."""
